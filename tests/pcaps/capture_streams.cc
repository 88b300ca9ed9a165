#include "tests/pcaps/capture_streams.hh"

#include <tins/ip.h>
#include <tins/rawpdu.h>
#include <tins/sniffer.h>
#include <tins/tcp.h>
#include <tins/tcp_ip/stream_follower.h>

namespace cordon {
namespace {

std::string name_of(const Tins::TCPIP::Stream& stream, std::map<std::string, int>& seen) {
    const std::string server =
        stream.server_addr_v4().to_string() + ":" + std::to_string(stream.server_port());
    return server + "#" + std::to_string(seen[server]++);
}

void follow(Tins::TCPIP::Stream& stream, StreamSeen& seen) {
    using Tins::TCPIP::Stream;
    seen.opened_by_syn = !stream.is_partial_stream();
    stream.auto_cleanup_payloads(false);
    stream.client_data_callback([&seen](Stream& of) {
        seen.up_segments.push_back(of.client_payload().size() - seen.up.size());
        seen.up = of.client_payload();
    });
    stream.server_data_callback([&seen](Stream& of) { seen.down = of.server_payload(); });
    stream.stream_closed_callback([&seen](Stream& of) {
        seen.finished = of.client_flow().state() == Tins::TCPIP::Flow::FIN_SENT ||
                        of.server_flow().state() == Tins::TCPIP::Flow::FIN_SENT;
    });
}

}  // namespace

std::map<std::string, StreamSeen> streams_of(const std::string& path) {
    std::map<std::string, StreamSeen> streams;
    std::map<std::string, int> counted;
    Tins::TCPIP::StreamFollower follower;
    follower.new_stream_callback(
        [&](Tins::TCPIP::Stream& stream) { follow(stream, streams[name_of(stream, counted)]); });
    Tins::FileSniffer(path).sniff_loop([&](Tins::Packet& packet) {
        follower.process_packet(packet);
        return true;
    });
    return streams;
}

}  // namespace cordon

#include "sim/world/tcp/segment.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/internet_checksum.hh"
#include "sim/craft/ip_header.hh"

namespace cordon {
namespace {

constexpr std::size_t fixed_header = 20;

}  // namespace

TcpSegment read_segment(const Packet& packet, const Headers& headers) {
    TcpSegment segment;
    segment.seq = headers.seq;
    segment.ack = headers.ack;
    segment.flags = headers.tcp_flags;
    segment.window = headers.window;
    segment.length = headers.payload_length;
    const Bytes bytes = packet.bytes();
    const std::size_t options_at = headers.transport_offset + fixed_header;
    if (options_at < headers.payload_offset) {
        segment.options =
            read_tcp_options(bytes.subspan(options_at, headers.payload_offset - options_at));
    }
    segment.bytes = bytes.subspan(std::min<std::size_t>(headers.payload_offset, bytes.size()));
    segment.stream = packet.stream;
    segment.stream_offset = packet.stream_offset;
    // Of a cut packet without a stream nobody knows more than is there.
    if (!segment.stream && segment.bytes.size() < segment.length) {
        segment.length = static_cast<std::uint32_t>(segment.bytes.size());
    }
    return segment;
}

PacketPtr make_packet(PacketPool& pool, const OutgoingSegment& segment, std::uint32_t stored) {
    assert(stored <= segment.length);
    const std::size_t tcp_header = fixed_header + tcp_options_length(segment.options);
    const std::size_t ip_header = ip_header_length(segment.src.address);
    PacketPtr packet = pool.take(ip_header + tcp_header + stored);
    const auto tcp_length = static_cast<std::uint32_t>(tcp_header + segment.length);
    packet->wire_length = static_cast<std::uint32_t>(ip_header) + tcp_length;
    HeaderWriter out(packet->room());
    put_ip_header(out,
                  {.src = segment.src.address,
                   .dst = segment.dst.address,
                   .ttl = segment.ttl,
                   .id = segment.ip_id},
                  ip_protocol::tcp, tcp_length);
    out.put(segment.src.port).put(segment.dst.port);
    out.put(segment.seq.raw()).put(segment.ack.raw());
    out.put(static_cast<std::uint8_t>(tcp_header / 4 << 4U)).put(segment.flags);
    out.put(segment.window).put(std::uint16_t{0}).put(std::uint16_t{0});
    put_tcp_options(out, segment.options);
    const std::span<std::uint8_t> tcp = packet->room().subspan(ip_header);
    if (segment.length > 0) {
        packet->stream = segment.stream;
        packet->stream_offset = segment.stream_offset;
        if (stored > 0) segment.stream->copy(segment.stream_offset, tcp.subspan(tcp_header));
    }
    const std::uint16_t sum = InternetSum{}
                                  .add(tcp)
                                  .add_pseudo_header(segment.src.address, segment.dst.address,
                                                     ip_protocol::tcp, tcp_length)
                                  .value();
    HeaderWriter(tcp.subspan(16)).put(sum);
    return packet;
}

}  // namespace cordon

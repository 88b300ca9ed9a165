#include "sim/craft/ip_packet.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"
#include "sim/core/ip_protocol.hh"
#include "sim/craft/checksum.hh"

namespace cordon {
namespace {

constexpr std::uint16_t unset = 0;  // checksums are filled in once the bytes stand

}  // namespace

void append_ip_header(std::vector<std::uint8_t>& out, const IpFields& ip, std::uint8_t protocol,
                      std::size_t payload_length) {
    assert(payload_length <= most_packet_payload + 60);
    const std::size_t start = out.size();
    out.resize(start + ip_header_length(ip.src));
    HeaderWriter header(std::span{out}.subspan(start));
    put_ip_header(header, ip, protocol, payload_length);
}

void append_tcp_packet(std::vector<std::uint8_t>& out, const IpFields& ip, const TcpFields& tcp,
                       Bytes payload) {
    assert(tcp.options.size() % 4 == 0 && tcp.options.size() <= 40);
    const std::size_t header_length = 20 + tcp.options.size();
    append_ip_header(out, ip, ip_protocol::tcp, header_length + payload.size());
    const std::size_t start = out.size();
    ByteWriter{out}
        .write(tcp.src_port)
        .write(tcp.dst_port)
        .write(tcp.seq.raw())
        .write(tcp.ack.raw())
        .write(static_cast<std::uint8_t>(header_length / 4 << 4U))
        .write(tcp.flags)
        .write(tcp.window)
        .write(unset)
        .write(tcp.urgent)
        .append(tcp.options)
        .append(payload);
    set_tcp_checksum(std::span{out}.subspan(start), ip.src, ip.dst);
}

void append_udp_packet(std::vector<std::uint8_t>& out, const IpFields& ip, const UdpFields& udp,
                       Bytes payload) {
    const std::size_t length = 8 + payload.size();
    append_ip_header(out, ip, ip_protocol::udp, length);
    const std::size_t start = out.size();
    ByteWriter{out}
        .write(udp.src_port)
        .write(udp.dst_port)
        .write(static_cast<std::uint16_t>(length))
        .write(unset)
        .append(payload);
    set_udp_checksum(std::span{out}.subspan(start), ip.src, ip.dst);
}

std::vector<std::uint8_t> tcp_packet(const IpFields& ip, const TcpFields& tcp, Bytes payload) {
    std::vector<std::uint8_t> out;
    append_tcp_packet(out, ip, tcp, payload);
    return out;
}

std::vector<std::uint8_t> udp_packet(const IpFields& ip, const UdpFields& udp, Bytes payload) {
    std::vector<std::uint8_t> out;
    append_udp_packet(out, ip, udp, payload);
    return out;
}

}  // namespace cordon

#include "sim/craft/ip_packet.hh"

#include <cassert>

#include "sim/core/byte_writer.hh"
#include "sim/craft/checksum.hh"

namespace cordon {
namespace {

constexpr std::uint8_t tcp_protocol = 6, udp_protocol = 17;
constexpr std::uint16_t unset = 0;  // checksums are filled in once the bytes stand

void append_ipv4_header(std::vector<std::uint8_t>& out, const IpFields& ip, std::uint8_t protocol,
                        std::size_t payload_length) {
    constexpr std::size_t header_length = 20;
    constexpr std::uint8_t version_and_words = 0x45;
    const std::size_t start = out.size();
    ByteWriter{out}
        .write(version_and_words)
        .write(ip.traffic_class)
        .write(static_cast<std::uint16_t>(header_length + payload_length))
        .write(ip.id)
        .write(static_cast<std::uint16_t>(ip.dont_fragment ? 0x4000 : 0))
        .write(ip.ttl)
        .write(protocol)
        .write(unset)
        .write(ip.src.v4_host_order())
        .write(ip.dst.v4_host_order());
    set_ipv4_checksum(std::span{out}.subspan(start));
}

void append_ipv6_header(std::vector<std::uint8_t>& out, const IpFields& ip, std::uint8_t protocol,
                        std::size_t payload_length) {
    const std::uint32_t version_class_label =
        6U << 28U | std::uint32_t{ip.traffic_class} << 20U | (ip.flow_label & 0xfffffU);
    ByteWriter{out}
        .write(version_class_label)
        .write(static_cast<std::uint16_t>(payload_length))
        .write(protocol)
        .write(ip.ttl)
        .write(ip.src.high())
        .write(ip.src.low())
        .write(ip.dst.high())
        .write(ip.dst.low());
}

}  // namespace

void append_ip_header(std::vector<std::uint8_t>& out, const IpFields& ip, std::uint8_t protocol,
                      std::size_t payload_length) {
    assert(ip.src.is_v4() == ip.dst.is_v4());
    assert(payload_length <= most_packet_payload + 60);
    if (ip.src.is_v4()) {
        append_ipv4_header(out, ip, protocol, payload_length);
    } else {
        append_ipv6_header(out, ip, protocol, payload_length);
    }
}

void append_tcp_packet(std::vector<std::uint8_t>& out, const IpFields& ip, const TcpFields& tcp,
                       Bytes payload) {
    assert(tcp.options.size() % 4 == 0 && tcp.options.size() <= 40);
    const std::size_t header_length = 20 + tcp.options.size();
    append_ip_header(out, ip, tcp_protocol, header_length + payload.size());
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
    append_ip_header(out, ip, udp_protocol, length);
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

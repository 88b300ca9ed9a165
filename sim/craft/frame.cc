#include "sim/craft/frame.hh"

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

std::uint16_t ip_ethertype(const IpFields& ip) {
    return ip.src.is_v4() ? 0x0800 : 0x86dd;
}

}  // namespace

void append_ethernet_header(std::vector<std::uint8_t>& out, const EthernetFields& ethernet,
                            std::uint16_t ethertype) {
    constexpr std::uint16_t customer_tag = 0x8100, service_tag = 0x88a8;
    ByteWriter writer{out};
    writer.append(ethernet.dst).append(ethernet.src);
    for (std::size_t i = 0; i < ethernet.vlans.size(); ++i) {
        const bool innermost = i + 1 == ethernet.vlans.size();
        writer.write(innermost ? customer_tag : service_tag).write(ethernet.vlans[i]);
    }
    writer.write(ethertype);
}

std::vector<std::uint8_t> tcp_frame(const EthernetFields& ethernet, const IpFields& ip,
                                    const TcpFields& tcp, Bytes payload) {
    std::vector<std::uint8_t> out;
    append_ethernet_header(out, ethernet, ip_ethertype(ip));
    append_tcp_packet(out, ip, tcp, payload);
    return out;
}

std::vector<std::uint8_t> udp_frame(const EthernetFields& ethernet, const IpFields& ip,
                                    const UdpFields& udp, Bytes payload) {
    std::vector<std::uint8_t> out;
    append_ethernet_header(out, ethernet, ip_ethertype(ip));
    append_udp_packet(out, ip, udp, payload);
    return out;
}

}  // namespace cordon

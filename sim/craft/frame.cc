#include "sim/craft/frame.hh"

#include "sim/core/byte_writer.hh"
#include "sim/core/ethertype.hh"

namespace cordon {
namespace {

std::uint16_t ip_ethertype(const IpFields& ip) {
    return ip.src.is_v4() ? ethertype::ipv4 : ethertype::ipv6;
}

}  // namespace

void append_ethernet_header(std::vector<std::uint8_t>& out, const EthernetFields& ethernet,
                            std::uint16_t ethertype) {
    ByteWriter writer{out};
    writer.append(ethernet.dst).append(ethernet.src);
    for (std::size_t i = 0; i < ethernet.vlans.size(); ++i) {
        const bool innermost = i + 1 == ethernet.vlans.size();
        writer.write(innermost ? ethertype::customer_tag : ethertype::service_tag)
            .write(ethernet.vlans[i]);
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

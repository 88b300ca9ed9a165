#include "sim/craft/ip_header.hh"

#include "sim/craft/checksum.hh"

namespace cordon {
namespace {

void put_ipv4_header(HeaderWriter& out, const IpFields& ip, std::uint8_t protocol,
                     std::size_t payload_length) {
    constexpr std::uint8_t version_and_words = 0x45;
    constexpr std::uint16_t dont_fragment = 0x4000, unset = 0;
    const std::size_t header_length = ip_header_length(ip.src);
    const std::span<std::uint8_t> header = out.rest().first(header_length);
    out.put(version_and_words).put(ip.traffic_class);
    out.put(static_cast<std::uint16_t>(header_length + payload_length)).put(ip.id);
    out.put(ip.dont_fragment ? dont_fragment : std::uint16_t{0});
    out.put(ip.ttl).put(protocol).put(unset);
    out.put(ip.src.v4_host_order()).put(ip.dst.v4_host_order());
    set_ipv4_checksum(header);
}

void put_ipv6_header(HeaderWriter& out, const IpFields& ip, std::uint8_t protocol,
                     std::size_t payload_length) {
    const std::uint32_t version_class_label =
        6U << 28U | std::uint32_t{ip.traffic_class} << 20U | (ip.flow_label & 0xfffffU);
    out.put(version_class_label).put(static_cast<std::uint16_t>(payload_length));
    out.put(protocol).put(ip.ttl);
    out.put(ip.src.high()).put(ip.src.low());
    out.put(ip.dst.high()).put(ip.dst.low());
}

}  // namespace

void put_ip_header(HeaderWriter& out, const IpFields& ip, std::uint8_t protocol,
                   std::size_t payload_length) {
    assert(ip.src.is_v4() == ip.dst.is_v4());
    if (ip.src.is_v4()) {
        put_ipv4_header(out, ip, protocol, payload_length);
    } else {
        put_ipv6_header(out, ip, protocol, payload_length);
    }
}

}  // namespace cordon

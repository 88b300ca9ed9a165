#include "sim/craft/checksum.hh"

#include <cassert>

#include "sim/core/internet_checksum.hh"
#include "sim/core/ip_protocol.hh"

namespace cordon {
namespace {

void put(std::span<std::uint8_t> bytes, std::size_t at, std::uint16_t value) {
    bytes[at] = static_cast<std::uint8_t>(value >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(value & 0xffU);
}

std::uint16_t transport_sum(std::span<const std::uint8_t> segment, const IpAddress& src,
                            const IpAddress& dst, std::uint8_t protocol) {
    const auto length = static_cast<std::uint32_t>(segment.size());
    return InternetSum{}.add(segment).add_pseudo_header(src, dst, protocol, length).value();
}

}  // namespace

void set_ipv4_checksum(std::span<std::uint8_t> header) {
    constexpr std::size_t at = 10;
    assert(header.size() >= 20);
    put(header, at, 0);
    put(header, at, InternetSum{}.add(header).value());
}

void set_tcp_checksum(std::span<std::uint8_t> segment, const IpAddress& src, const IpAddress& dst) {
    constexpr std::size_t at = 16;
    assert(segment.size() >= 20);
    put(segment, at, 0);
    put(segment, at, transport_sum(segment, src, dst, ip_protocol::tcp));
}

void set_udp_checksum(std::span<std::uint8_t> datagram, const IpAddress& src,
                      const IpAddress& dst) {
    constexpr std::size_t at = 6;
    assert(datagram.size() >= 8);
    put(datagram, at, 0);
    const std::uint16_t sum = transport_sum(datagram, src, dst, ip_protocol::udp);
    // Zero on the wire means that there is none (RFC 768); its other form stands for it.
    put(datagram, at, sum == 0 ? 0xffff : sum);
}

}  // namespace cordon

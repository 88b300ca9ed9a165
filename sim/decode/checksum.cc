#include <algorithm>

#include "sim/core/internet_checksum.hh"
#include "sim/decode/decode.hh"
#include "sim/decode/ipv6.hh"

namespace cordon {
namespace {

constexpr std::size_t udp_checksum_offset = 6;

/// The bytes from `offset` on; nullopt when they were not all captured.
std::optional<Bytes> captured(Bytes packet, std::size_t offset, std::size_t length) {
    if (offset > packet.size() || length > packet.size() - offset) return std::nullopt;
    return packet.subspan(offset, length);
}

/// Whether a routing header (RFC 8200 section 4.4) still has segments left: the pseudo header then
/// holds not the address in the IP header but the last of the way, in a place that depends on the
/// kind of routing.
bool is_under_way(Bytes packet, const Headers& headers) {
    constexpr std::size_t ipv6_length = 40, segments_left = 3;
    const std::size_t end = std::min<std::size_t>(headers.transport_offset, packet.size());
    std::size_t at = headers.network_offset + ipv6_length;
    std::uint8_t kind = packet[headers.network_offset + 6];
    while (at + segments_left < end) {
        if (kind == routing_header && packet[at + segments_left] != 0) return true;
        const std::uint8_t next = packet[at];
        at += extension_length(kind, packet[at + 1]);
        kind = next;
    }
    return false;
}

}  // namespace

std::optional<bool> ip_checksum_ok(Bytes packet, const Headers& headers) {
    if (headers.ip_version != 4 || headers.network_offset >= packet.size()) return std::nullopt;
    const std::size_t length = (packet[headers.network_offset] & 0xfU) * std::size_t{4};
    const auto header = captured(packet, headers.network_offset, length);
    if (!header) return std::nullopt;
    return InternetSum{}.add(*header).right();
}

std::optional<bool> transport_checksum_ok(Bytes packet, const Headers& headers) {
    if (headers.stop != Stop::payload || headers.fragment != Fragment::whole) return std::nullopt;
    const std::uint32_t length =
        headers.payload_offset - headers.transport_offset + headers.payload_length;
    const auto segment = captured(packet, headers.transport_offset, length);
    if (!segment) return std::nullopt;
    if (headers.ip_version == 6 && is_under_way(packet, headers)) return std::nullopt;
    if (headers.protocol == ip_protocol::udp && headers.ip_version == 4) {
        // A sender of UDP over IPv4 may leave it out (RFC 768).
        if (load_big_endian<std::uint16_t>(segment->data() + udp_checksum_offset) == 0) {
            return std::nullopt;
        }
    }
    InternetSum sum;
    sum.add(*segment);
    if (headers.protocol != ip_protocol::icmp) {
        sum.add_pseudo_header(headers.src, headers.dst, headers.protocol, length);
    }
    return sum.right();
}

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/core/ip_address.hh"
#include "sim/craft/header_writer.hh"

namespace cordon {

/// What an IP header is to say. IPv4 or IPv6 by its addresses, which are of one kind.
struct IpFields {
    IpAddress src{}, dst{};
    std::uint8_t ttl = 64;      // or hop limit
    std::uint16_t id = 0;       // IPv4 only
    bool dont_fragment = true;  // IPv4 only
    std::uint8_t traffic_class = 0;
    std::uint32_t flow_label = 0;  // IPv6 only, 20 bits
};

/// Bytes of a header without options or extensions.
[[nodiscard]] constexpr std::size_t ip_header_length(const IpAddress& address) {
    return address.is_v4() ? 20 : 40;
}

/// Writes the header for `payload_length` bytes of `protocol` that follow it. Requires: room for
/// ip_header_length(), addresses of one kind.
void put_ip_header(HeaderWriter& out, const IpFields& ip, std::uint8_t protocol,
                   std::size_t payload_length);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <span>

#include "sim/core/ip_address.hh"

namespace cordon {

/// Writes the right checksum into an IPv4 header with its options, whatever its checksum field
/// held. Requires: at least 20 bytes.
void set_ipv4_checksum(std::span<std::uint8_t> header);

/// Writes the right checksum into a TCP segment or UDP datagram, pseudo header included (RFC 9293
/// section 3.1, RFC 768, RFC 8200 section 8.1). Requires: its whole header.
void set_tcp_checksum(std::span<std::uint8_t> segment, const IpAddress& src, const IpAddress& dst);
void set_udp_checksum(std::span<std::uint8_t> datagram, const IpAddress& src, const IpAddress& dst);

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/core/arrival.hh"
#include "sim/core/ethertype.hh"
#include "sim/decode/walk.hh"

namespace cordon {

/// The most VLAN tags passed over; a packet with more is taken as unsupported.
inline constexpr unsigned most_tags = 8;

/// Passes over the link header, VLAN tags and PPPoE; the ethertype of the network header that
/// follows, ipv4 or ipv6, or 0 when none of them does (headers say why).
[[nodiscard]] std::uint16_t read_link(Walk& walk, LinkType link, Headers& headers);

}  // namespace cordon

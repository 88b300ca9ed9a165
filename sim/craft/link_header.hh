#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/core/arrival.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// The bytes of a packet before its network header: link header, tags, PPPoE. Put before a forged
/// packet they send it along the same way. A view, like its argument.
[[nodiscard]] inline Bytes link_header_of(Bytes packet, std::uint32_t network_offset) {
    return packet.first(network_offset < packet.size() ? network_offset : packet.size());
}

/// Makes a link header one for the opposite direction, for when only this one has been seen:
/// swaps the addresses of Ethernet, and `to us` with `from us` in a Linux cooked header, whose one
/// address, the sender's, stays. The other link types have no direction.
void turn_link_header(std::span<std::uint8_t> header, LinkType link);

/// Sets the lengths in a link header that count what follows it, PPPoE's and that of IEEE 802.3,
/// for `network_length` bytes behind it. The other headers have none.
void fit_link_header(std::span<std::uint8_t> header, LinkType link, std::size_t network_length);

}  // namespace cordon

#pragma once

#include <cstdint>

namespace cordon {

/// Ethertypes (IEEE 802 numbers of IANA). Those of IP are also what links without ethertypes are
/// told as.
namespace ethertype {
inline constexpr std::uint16_t ipv4 = 0x0800, ipv6 = 0x86dd;
inline constexpr std::uint16_t customer_tag = 0x8100;     // IEEE 802.1Q
inline constexpr std::uint16_t service_tag = 0x88a8;      // IEEE 802.1ad
inline constexpr std::uint16_t old_service_tag = 0x9100;  // before 802.1ad
inline constexpr std::uint16_t pppoe_session = 0x8864;    // RFC 2516 section 5
inline constexpr std::uint16_t smallest = 0x600;          // below, a length (IEEE 802.3)

/// Whether a VLAN tag follows, and behind it another ethertype.
[[nodiscard]] constexpr bool is_tag(std::uint16_t type) {
    return type == customer_tag || type == service_tag || type == old_service_tag;
}
}  // namespace ethertype

}  // namespace cordon

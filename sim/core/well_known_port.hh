#pragma once

#include <cstdint>

namespace cordon {

/// Ports on which servers listen. IANA gave them; which of them the messenger uses is in
/// EVIDENCE.md B.1.
namespace well_known_port {
inline constexpr std::uint16_t dns = 53, http = 80, https = 443;
inline constexpr std::uint16_t chat = 5'222;  // where that is not reached, phones try https
inline constexpr std::uint16_t mdns = 5'353,
                               llmnr = 5'355;  // names on one's own link: RFC 6762, 4795
inline constexpr std::uint16_t call_relay = 3'478;
inline constexpr std::uint16_t wireguard = 51'820;  // not IANA's: what WireGuard's manual uses
}  // namespace well_known_port

}  // namespace cordon

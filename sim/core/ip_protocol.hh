#pragma once

#include <cstdint>

namespace cordon {

/// IP protocol numbers that are told apart (IANA protocol-numbers).
namespace ip_protocol {
inline constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmp6 = 58;
}

}  // namespace cordon

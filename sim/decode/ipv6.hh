#pragma once

#include <cstdint>

#include "sim/decode/walk.hh"

namespace cordon {

/// The most extension headers passed over; a packet with more is taken as unsupported.
inline constexpr unsigned most_extensions = 16;

inline constexpr std::uint8_t authentication_header = 51;  // RFC 4302

/// Passes over the IPv6 header (RFC 8200 section 3) and its extension headers.
[[nodiscard]] bool read_ipv6(Walk& walk, Headers& headers);

/// Passes over the extension headers from here to the transport: hop-by-hop, routing, fragment and
/// destination options (RFC 8200 section 4), authentication (RFC 4302, behind IPv4 too), mobility
/// (RFC 6275 section 6.1). headers.protocol says which comes first and, after, what follows them.
[[nodiscard]] bool read_extensions(Walk& walk, Headers& headers);

/// Whether an IP protocol number is that of such a header.
[[nodiscard]] constexpr bool is_extension(std::uint8_t protocol) {
    return protocol == 0 || protocol == 43 || protocol == 44 || protocol == authentication_header ||
           protocol == 60 || protocol == 135;
}

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/decode/walk.hh"

namespace cordon {

/// The most extension headers passed over; a packet with more is taken as unsupported.
inline constexpr unsigned most_extensions = 16;

/// IP protocol numbers of the extension headers that are told apart.
inline constexpr std::uint8_t routing_header = 43, fragment_header = 44, authentication_header = 51;

/// Passes over the IPv6 header (RFC 8200 section 3) and its extension headers.
[[nodiscard]] bool read_ipv6(Walk& walk, Headers& headers);

/// Passes over the extension headers from here to the transport: hop-by-hop, routing, fragment and
/// destination options (RFC 8200 section 4), authentication (RFC 4302, behind IPv4 too), mobility
/// (RFC 6275 section 6.1). headers.protocol says which comes first and, after, what follows them.
[[nodiscard]] bool read_extensions(Walk& walk, Headers& headers);

/// Whether an IP protocol number is that of such a header.
[[nodiscard]] constexpr bool is_extension(std::uint8_t protocol) {
    return protocol == 0 || protocol == routing_header || protocol == fragment_header ||
           protocol == authentication_header || protocol == 60 || protocol == 135;
}

/// Length of an extension header from its second byte. Authentication counts in words of four
/// bytes, less two (RFC 4302 section 2.2); a fragment header has no length field.
[[nodiscard]] constexpr std::size_t extension_length(std::uint8_t kind, std::uint8_t stated) {
    if (kind == fragment_header) return 8;
    if (kind == authentication_header) return (stated + std::size_t{2}) * 4;
    return (stated + std::size_t{1}) * 8;
}

}  // namespace cordon

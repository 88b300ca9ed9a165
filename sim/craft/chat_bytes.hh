#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/core/bytes.hh"
#include "sim/craft/filler.hh"

namespace cordon {

/// How a phone's chat connection of 2017 opens (EVIDENCE.md B.2; sizes of peafowl-whatsapp.pcap).
/// The first four bytes went out alone: the phone wrote little by little, and Nagle's algorithm
/// held the rest until those were acknowledged.

/// `45 44 00 01`, of a phone that has routing bytes from an earlier session.
inline constexpr std::array<std::uint8_t, 4> chat_prefix{'E', 'D', 0x00, 0x01};
/// `57 41 02 00`, of one that has none (nDPI issue #400, June 2017), and after the routing bytes.
inline constexpr std::array<std::uint8_t, 4> chat_version{'W', 'A', 0x02, 0x00};
/// What follows the prefix: routing bytes behind their length.
inline constexpr std::array<std::uint8_t, 5> chat_routing{0x00, 0x00, 0x02, 0x08, 0x00};

/// The length before a body, and before routing bytes.
inline constexpr std::size_t chat_length_bytes = 3;
/// A body behind its length.
[[nodiscard]] Octets chat_framed(Bytes body);

/// The first message of a Noise handshake with a cached server key, framed: 32 bytes of ephemeral
/// key, 48 of sealed static key, 152 of sealed payload.
[[nodiscard]] Octets chat_client_hello(Filler& filler);
/// The server's answer, framed.
[[nodiscard]] Octets chat_server_hello(Filler& filler);

/// The ephemeral key in the body of such a hello; a view into it. nullopt: not of that form.
[[nodiscard]] std::optional<Bytes> chat_ephemeral_of(Bytes hello_body);

}  // namespace cordon

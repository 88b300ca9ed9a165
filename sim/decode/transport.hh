#pragma once

#include "sim/decode/walk.hh"

namespace cordon {

/// TCP header (RFC 9293 section 3.1), options passed over. Inline, as most packets go this way.
[[nodiscard]] inline bool read_tcp(Walk& walk, Headers& headers) {
    constexpr std::size_t shortest = 20;
    if (!walk.has(shortest)) [[unlikely]] {
        if (walk.has(4)) {
            headers.src_port = load_big_endian<std::uint16_t>(walk.here());
            headers.dst_port = load_big_endian<std::uint16_t>(walk.here() + 2);
        }
        return stop_at(headers, Layer::transport, walk.why_short(shortest));
    }
    const std::uint8_t* at = walk.here();
    const std::size_t header_length = (at[12] >> 4U) * std::size_t{4};
    headers.src_port = load_big_endian<std::uint16_t>(at);
    headers.dst_port = load_big_endian<std::uint16_t>(at + 2);
    headers.seq = Seq32{load_big_endian<std::uint32_t>(at + 4)};
    headers.ack = Seq32{load_big_endian<std::uint32_t>(at + 8)};
    headers.tcp_flags.bits = at[13];
    headers.window = load_big_endian<std::uint16_t>(at + 14);
    if (header_length < shortest) return stop_at(headers, Layer::transport, Stop::malformed);
    if (!need(walk, header_length, headers, Layer::transport)) return false;
    walk.pass(header_length);
    return true;
}

/// UDP (RFC 768), ICMP (RFC 792) and ICMPv6 (RFC 4443). Anything else is unsupported. An ICMP
/// header is taken as 8 bytes long, as it is in every message that those two define.
[[nodiscard]] bool read_other_transport(Walk& walk, Headers& headers);

}  // namespace cordon

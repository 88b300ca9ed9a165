#pragma once

#include "sim/core/bytes.hh"

namespace cordon {

/// Whether a message opens an OpenVPN session in the form without tls-auth, the only one that is
/// sure by its bytes: opcode 7 (hard reset by the client, version 2) with key id 0, 8 bytes of
/// session id, no acknowledgements, packet id 0 (OpenVPN, doc/doxygen: network protocol).
[[nodiscard]] inline bool is_openvpn_reset(Bytes message) {
    ByteReader in(message);
    const auto opcode = in.read<std::uint8_t>();
    const auto session = in.read<std::uint64_t>();
    const auto acknowledgements = in.read<std::uint8_t>();
    const auto packet = in.read<std::uint32_t>();
    return opcode == 7U << 3U && session != 0 && acknowledgements == 0 && packet == 0 &&
           !in.ran_short() && in.left() == 0;
}

/// The same in a TCP stream, behind its 16-bit length.
[[nodiscard]] inline bool is_openvpn_stream(Bytes stream) {
    constexpr std::uint16_t reset_length = 14;
    ByteReader in(stream);
    return in.read<std::uint16_t>() == reset_length && is_openvpn_reset(in.take(reset_length));
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/bytes.hh"

namespace cordon {

/// Version of the QUIC long header that starts a datagram (RFC 8999 section 5.1), when it is one
/// that has been seen in use: 1 and 2, IETF drafts, Facebook's mvfst, Google's Q0xx and T0xx, also
/// behind Google's old public header. 0 is version negotiation, 0x?a?a?a?a asks for it. Nothing is
/// decrypted here.
[[nodiscard]] std::optional<std::uint32_t> quic_version_of(Bytes datagram);

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// Who speaks STUN (RFC 8489), as far as one message tells.
enum class StunUse : std::uint8_t {
    plain,          // any other use of STUN or TURN
    whatsapp_call,  // a form that only WhatsApp calls are known to send
};

struct StunMessage {
    std::uint16_t type = 0;
    StunUse use = StunUse::plain;

    friend bool operator==(const StunMessage&, const StunMessage&) = default;
};

/// Reads a datagram as a STUN message with magic cookie, its attributes filling it.
///
/// Forms of WhatsApp calls (captures of 2015, 2017 and 2019): to a relay, 0003 (Allocate) and 0800
/// with attribute 4000 (in a second call of 2015, 4001) of 102 bytes; its answer 0103 with
/// attribute 4002; to the other party, 0001 and 0101 with MESSAGE-INTEGRITY as the only attribute,
/// which RFC 8489 section 9.1 does not allow (a request needs USERNAME).
[[nodiscard]] Scan<StunMessage> scan_stun(Bytes datagram);

}  // namespace cordon

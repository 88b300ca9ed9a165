#pragma once

#include "sim/core/bytes.hh"

namespace cordon {

/// Whether a datagram is a WireGuard handshake message: type 1 of 148 bytes, 2 of 92, or a cookie
/// reply 3 of 64, three reserved zeros behind the type (Donenfeld, NDSS 2017, section 5.4). Data
/// messages (type 4) alone are not taken as proof.
[[nodiscard]] inline bool is_wireguard_handshake(Bytes datagram) {
    if (datagram.size() < 4 || datagram[1] != 0 || datagram[2] != 0 || datagram[3] != 0) {
        return false;
    }
    switch (datagram[0]) {
        case 1:
            return datagram.size() == 148;
        case 2:
            return datagram.size() == 92;
        case 3:
            return datagram.size() == 64;
        default:
            return false;
    }
}

}  // namespace cordon

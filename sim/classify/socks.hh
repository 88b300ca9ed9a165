#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/classify/scan.hh"
#include "sim/core/bytes.hh"

namespace cordon {

/// A client's side of a SOCKS opening up to its request; what follows is the inner stream.
struct SocksRequest {
    std::uint8_t version = 0;  // 4 or 5
    std::size_t length = 0;

    friend bool operator==(const SocksRequest&, const SocksRequest&) = default;
};

/// Reads the client's messages as they lie behind one another in its stream: for SOCKS 5 the
/// greeting (RFC 1928 section 3), user name and password where sent (RFC 1929 section 2), and the
/// request (section 4); for SOCKS 4 and 4a the request. The greeting alone proves nothing.
[[nodiscard]] Scan<SocksRequest> scan_socks(Bytes stream);

}  // namespace cordon

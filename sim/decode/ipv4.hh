#pragma once

#include "sim/decode/walk.hh"

namespace cordon {

/// Passes over the IPv4 header (RFC 791 section 3.1) and its options.
[[nodiscard]] bool read_ipv4(Walk& walk, Headers& headers);

}  // namespace cordon

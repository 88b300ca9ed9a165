#pragma once

#include "sim/decode/walk.hh"

namespace cordon {

/// Passes over the header that headers.protocol names: TCP with its options (RFC 9293 section 3.1),
/// UDP (RFC 768), ICMP (RFC 792) or ICMPv6 (RFC 4443). Anything else is unsupported. An ICMP header
/// is taken as 8 bytes long, as it is in every message that those two define.
[[nodiscard]] bool read_transport_header(Walk& walk, Headers& headers);

}  // namespace cordon

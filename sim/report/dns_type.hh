#pragma once

#include <cstdint>
#include <string>

namespace cordon {

/// The mnemonic of a DNS type ("AAAA"), or "TYPE123" where there is none here (RFC 3597 section 5).
[[nodiscard]] std::string dns_type_text(std::uint16_t type);

}  // namespace cordon

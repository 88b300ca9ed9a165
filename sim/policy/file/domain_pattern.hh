#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// Why a text is no pattern for domain names: a URL, an address, spaces, letters beyond ASCII.
[[nodiscard]] std::optional<std::string> pattern_error(std::string_view pattern);

/// Why a pattern that is well written can never match a name (RFC 1035 section 2.3.4): an empty
/// label, a label over 63 bytes, a name over 253.
[[nodiscard]] std::optional<std::string> never_matches(std::string_view pattern);

/// Why a name compared with `==` can never be equal to a name on the wire.
[[nodiscard]] std::optional<std::string> never_a_name(std::string_view name);

}  // namespace cordon

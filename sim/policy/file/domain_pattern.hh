#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cordon {

/// Why a text is no pattern for domain names: a URL, an address, spaces, letters beyond ASCII.
[[nodiscard]] std::optional<std::string> pattern_error(std::string_view pattern);

/// Why a pattern that is well written fits no host name (RFC 1035 section 2.3.4): an empty label, a
/// label over 63 bytes, a name over 253. A slip of the pen, most likely; names sent in clear may
/// yet be any bytes. "." is the root, which DNS is asked for.
[[nodiscard]] std::optional<std::string> fits_no_host(std::string_view pattern);

/// The same of a name that is compared with `==`.
[[nodiscard]] std::optional<std::string> names_no_host(std::string_view name);

}  // namespace cordon

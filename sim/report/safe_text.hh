#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// What strangers wrote, made fit for a terminal: printable ASCII stands, every other byte becomes
/// `\xNN`, so that a name cannot move the cursor, change colours or turn the line around.
[[nodiscard]] std::string safe_text(std::string_view text);

/// The same, cut to at most `width` characters; what is cut shows as "...". Requires: width >= 3.
[[nodiscard]] std::string safe_text(std::string_view text, std::size_t width);

}  // namespace cordon

#pragma once

#include <string>
#include <string_view>

namespace cordon {

/// What the user wrote, made fit for a terminal: letters of all scripts stand as they were typed
/// (valid UTF-8). Whatever could move the cursor, turn the line around, or show as nothing becomes
/// `\xNN` byte for byte: control characters, marks of direction and of no width, private and
/// unassigned ranges, and all that is no UTF-8. What strangers sent is shown by safe_text().
[[nodiscard]] std::string readable_text(std::string_view text);

}  // namespace cordon

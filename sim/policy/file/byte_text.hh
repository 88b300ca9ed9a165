#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace cordon {

/// Bytes written as pairs of hexadecimal digits with colons between them: `57:41:02`. nullopt when
/// the text is not that.
[[nodiscard]] std::optional<std::string> parse_bytes(std::string_view text);

/// Why a quoted text cannot be read, and at which of its bytes.
struct EscapeError {
    std::string what;
    std::size_t at = 0;
};

/// The text between quotes with its escapes resolved: \\ \" \' \n \r \t and \xHH.
[[nodiscard]] tl::expected<std::string, EscapeError> unescape(std::string_view between_quotes);

}  // namespace cordon

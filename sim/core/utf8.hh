#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cordon {

/// A character as it stands in a text of UTF-8.
struct Utf8Character {
    char32_t code = 0;
    std::size_t length = 0;  // bytes, 1 to 4
    friend constexpr bool operator==(const Utf8Character&, const Utf8Character&) = default;
};

/// The character that the front of a text spells (RFC 3629 section 4). nullopt when none does: the
/// text is empty or ends too early, or what is there is no UTF-8: a stray byte, a longer form than
/// needed, half of a pair of UTF-16, or beyond U+10FFFF.
[[nodiscard]] std::optional<Utf8Character> first_character(std::string_view text);

/// Whether a byte of UTF-8 goes on with a character, so that no text is to be cut before it.
[[nodiscard]] constexpr bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

}  // namespace cordon

#include "sim/core/utf8.hh"

#include <array>
#include <cstdint>

namespace cordon {
namespace {

constexpr std::size_t longest = 4;
/// By length: the least code that needs it. A lesser one written so long is no UTF-8.
constexpr std::array<char32_t, longest + 1> least_code{0, 0, 0x80, 0x800, 0x10000};
constexpr char32_t greatest_code = 0x10ffff;

bool is_surrogate(char32_t code) {
    return code >= 0xd800 && code <= 0xdfff;
}

/// How many bytes the character has that begins so; 0 when none does.
std::size_t length_by(std::uint8_t first) {
    if (first < 0x80) return 1;
    if (first < 0xc0) return 0;  // goes on with a character
    if (first < 0xe0) return 2;
    if (first < 0xf0) return 3;
    return first < 0xf8 ? longest : 0;
}

/// The bits of the first byte that are part of the code.
char32_t bits_of(std::uint8_t first, std::size_t length) {
    return length == 1 ? first : first & (0x7fU >> length);
}

}  // namespace

std::optional<Utf8Character> first_character(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto first = static_cast<std::uint8_t>(text.front());
    const std::size_t length = length_by(first);
    if (length == 0 || text.size() < length) return std::nullopt;
    char32_t code = bits_of(first, length);
    for (const char byte : text.substr(1, length - 1)) {
        if (!continues_character(byte)) return std::nullopt;
        code = (code << 6U) | (static_cast<std::uint8_t>(byte) & 0x3fU);
    }
    if (code < least_code[length] || code > greatest_code || is_surrogate(code)) {
        return std::nullopt;
    }
    return Utf8Character{.code = code, .length = length};
}

}  // namespace cordon

#include "tools/cordon/readable_text.hh"

#include <algorithm>
#include <array>
#include <cstddef>

#include "sim/core/utf8.hh"
#include "sim/report/safe_text.hh"

namespace cordon {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Beyond ASCII: what has no shape of its own, or changes that of others (Unicode 15, general
/// categories Cc, Cf, Zl, Zp, Cs, Co, the tags and fillers that show as nothing, and what lies
/// beyond Unicode).
constexpr std::array hidden{
    Range{0x80, 0x9f},       Range{0xad, 0xad},       Range{0x34f, 0x34f},
    Range{0x600, 0x605},     Range{0x61c, 0x61c},     Range{0x6dd, 0x6dd},
    Range{0x70f, 0x70f},     Range{0x115f, 0x1160},   Range{0x17b4, 0x17b5},
    Range{0x180b, 0x180f},   Range{0x200b, 0x200f},   Range{0x2028, 0x202e},
    Range{0x2060, 0x206f},   Range{0x3164, 0x3164},   Range{0xd800, 0xf8ff},
    Range{0xfe00, 0xfe0f},   Range{0xfeff, 0xfeff},   Range{0xffa0, 0xffa0},
    Range{0xfff0, 0xfffb},   Range{0xfffe, 0xffff},   Range{0x1bca0, 0x1bca3},
    Range{0x1d173, 0x1d17a}, Range{0xe0000, 0x1fffff}};

bool shows(char32_t letter) {
    return std::none_of(hidden.begin(), hidden.end(), [&](const Range& range) {
        return range.first <= letter && letter <= range.last;
    });
}

/// The length of the letter beyond ASCII at the front of a text; 0 when none stands there that
/// shows.
std::size_t letter_length(std::string_view text) {
    const auto letter = first_character(text);
    return letter && letter->code >= 0x80 && shows(letter->code) ? letter->length : 0;
}

}  // namespace

std::string readable_text(std::string_view text) {
    std::string readable;
    readable.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = letter_length(text.substr(at));
        if (length > 0) {
            readable += text.substr(at, length);
        } else {
            readable += safe_text(text.substr(at, 1));
        }
        at += std::max<std::size_t>(length, 1);
    }
    return readable;
}

}  // namespace cordon

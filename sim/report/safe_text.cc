#include "sim/report/safe_text.hh"

namespace cordon {

std::string safe_text(std::string_view text) {
    constexpr std::string_view hex_digits = "0123456789abcdef";
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            safe += c;
        } else {
            safe += "\\x";
            safe += hex_digits[byte >> 4U];
            safe += hex_digits[byte & 0xfU];
        }
    }
    return safe;
}

std::string safe_text(std::string_view text, std::size_t width) {
    std::string safe = safe_text(text);
    if (safe.size() > width) {
        safe.resize(width - 3);
        safe += "...";
    }
    return safe;
}

}  // namespace cordon

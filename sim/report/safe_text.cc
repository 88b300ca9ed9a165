#include "sim/report/safe_text.hh"

#include "sim/core/hex.hh"

namespace cordon {

std::string safe_text(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f) {
            safe += c;
        } else {
            safe += "\\x";
            append_hex(safe, byte);
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

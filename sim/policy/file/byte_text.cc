#include "sim/policy/file/byte_text.hh"

#include "sim/core/hex.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// Two hexadecimal digits at the front.
std::optional<char> hex_pair(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    const auto high = hex_value(text[0]);
    const auto low = hex_value(text[1]);
    if (!high || !low) return std::nullopt;
    return static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
}

std::optional<char> plain_escape(char c) {
    switch (c) {
        case '\\':
        case '"':
        case '\'':
            return c;
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return std::nullopt;
    }
}

}  // namespace

std::optional<std::string> parse_bytes(std::string_view text) {
    if (text.size() % 3 != 2) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        const auto byte = hex_pair(text.substr(at));
        if (!byte) return std::nullopt;
        if (at + 2 < text.size() && text[at + 2] != ':') return std::nullopt;
        bytes += *byte;
    }
    return bytes;
}

tl::expected<std::string, EscapeError> unescape(std::string_view between_quotes) {
    std::string text;
    for (std::size_t at = 0; at < between_quotes.size(); ++at) {
        if (between_quotes[at] != '\\') {
            text += between_quotes[at];
            continue;
        }
        const std::string_view rest = between_quotes.substr(at + 1);
        if (rest.starts_with('x')) {
            const auto byte = hex_pair(rest.substr(1));
            if (!byte) return tl::unexpected(EscapeError{"'\\x' takes two hexadecimal digits", at});
            text += *byte;
            at += 3;
            continue;
        }
        const auto plain = rest.empty() ? std::nullopt : plain_escape(rest.front());
        if (!plain) {
            return tl::unexpected(
                EscapeError{in_quotes(between_quotes.substr(at, 2)) +
                                " is no escape; there are \\\\ \\\" \\' \\n \\r \\t and \\xHH",
                            at});
        }
        text += *plain;
        ++at;
    }
    return text;
}

}  // namespace cordon

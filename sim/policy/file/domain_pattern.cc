#include "sim/policy/file/domain_pattern.hh"

#include <algorithm>

#include "sim/core/ip_address.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::size_t longest_label = 63;
constexpr std::size_t longest_name = 253;  // as text, without the dot of the root

bool is_web_address(std::string_view text) {
    return text.find("://") != text.npos;
}

std::optional<std::string> bad_character(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            return "has letters beyond ASCII; write it in its xn-- form, as it is sent";
        }
        if (byte <= 0x20 || byte == 0x7f) return "has a space or a control character in it";
    }
    if (is_web_address(text)) return "is a web address; a name is only the part after '//'";
    const std::size_t found = text.find_first_of("/@,;\"'()[]{}<>|?#");
    if (found != text.npos) return "has " + in_quotes(text.substr(found, 1)) + " in it";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> pattern_error(std::string_view pattern) {
    if (pattern.empty()) return "is empty";
    if (parse_cidr(pattern)) return "is an address; addresses go into a set of cidrs";
    if (auto bad = bad_character(pattern)) return bad;
    const std::size_t colon = pattern.find(':');
    if (colon != pattern.npos) return "has ':' in it; a port is not part of a name";
    return std::nullopt;
}

std::optional<std::string> fits_no_host(std::string_view pattern) {
    if (pattern == ".") return std::nullopt;
    const std::string_view rooted =
        pattern.ends_with('.') ? pattern.substr(0, pattern.size() - 1) : pattern;
    if (rooted.size() > longest_name) {
        return "is longer than 253 characters, which no host name is";
    }
    for (std::size_t start = 0; start <= rooted.size();) {
        const std::size_t end = std::min(rooted.find('.', start), rooted.size());
        if (end == start) return "has an empty part between its dots, which no host name has";
        if (end - start > longest_label) {
            return "has a part longer than 63 characters, which no host name has";
        }
        start = end + 1;
    }
    return std::nullopt;
}

std::optional<std::string> names_no_host(std::string_view name) {
    if (name.empty()) return "is empty, which no host name is";
    const bool ascii = std::all_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) return "has letters beyond ASCII where host names are sent in their xn-- form";
    if (const auto bad = bad_character(name)) {
        return is_web_address(name) ? *bad : *bad + ", which no host name has";
    }
    return fits_no_host(name);
}

}  // namespace cordon

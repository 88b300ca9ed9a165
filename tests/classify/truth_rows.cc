#include "tests/classify/truth_rows.hh"

#include <array>
#include <fstream>
#include <sstream>
#include <vector>

#include "sim/core/ip_address.hh"
#include "tests/classify/captured_flows.hh"

namespace cordon::testing {
namespace {

std::vector<std::string> columns_of(const std::string& line) {
    std::vector<std::string> columns;
    std::istringstream in(line);
    for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
    return columns;
}

std::string end_of(const std::string& address, const std::string& port) {
    const auto parsed = parse_ip_address(address);
    return (parsed ? to_text(*parsed) : address) + ":" + port;
}

/// The bytes that `\DDD` and `\c` stand for.
std::string unescape(std::string_view name) {
    std::string bytes;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != '\\') {
            bytes += name[i];
        } else if (name[i + 1] >= '0' && name[i + 1] <= '9') {
            bytes += static_cast<char>(std::stoi(std::string(name.substr(i + 1, 3))));
            i += 3;
        } else {
            bytes += name[++i];
        }
    }
    return bytes;
}

/// What may follow a first byte as the second (RFC 3629 section 4, UTF8-3 and UTF8-4): not what a
/// shorter form or a surrogate would be, nor what lies past U+10FFFF.
bool is_second_byte(unsigned first, unsigned second) {
    const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
}

/// Length of the UTF-8 sequence at the start (RFC 3629 section 4); 0 when it is none.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4 || !is_second_byte(first, byte(1))) return 0;
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return 0;
    }
    return length;
}

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// One replacement character for a run of them: how many stand for one bad stretch is a matter of
/// taste (Unicode 15, section 3.9, "best practices").
std::string with_single_replacements(const std::string& text) {
    std::string single;
    for (std::size_t at = 0; at < text.size();) {
        const bool bad = std::string_view(text).substr(at).starts_with(replacement);
        if (!bad) {
            single += text[at++];
            continue;
        }
        if (!single.ends_with(replacement)) single += replacement;
        at += replacement.size();
    }
    return single;
}

}  // namespace

std::string as_tshark_writes(std::string_view name) {
    const std::string bytes = unescape(name);
    std::string text;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const std::size_t length = utf8_length(rest);
        if (length == 0) {
            text += replacement;
            rest.remove_prefix(1);
            continue;
        }
        const auto first = static_cast<unsigned char>(rest[0]);
        text += first < 0x20 || first == 0x7f ? "?" : rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return with_single_replacements(text);
}

FlowNames truth_names(const std::filesystem::path& truth_file) {
    FlowNames names;
    std::ifstream in(truth_file);
    for (std::string line; std::getline(in, line);) {
        const std::vector<std::string> c = columns_of(line);
        if (c.size() < 11 || c[10] == "-") continue;
        if (c[0] != "tls_sni" && c[0] != "http_host" && c[0] != "dns_query") continue;
        names[flow_key_text(c[5], end_of(c[6], c[7]), end_of(c[8], c[9]))][c[0]].insert(
            with_single_replacements(c[10]));
    }
    return names;
}

}  // namespace cordon::testing

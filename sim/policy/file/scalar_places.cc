#include "sim/policy/file/scalar_places.hh"

#include <string_view>

namespace cordon {
namespace {

using Places = std::optional<std::vector<std::size_t>>;
using Style = YamlNode::Style;

Places plain_places(const YamlNode& node) {
    const std::string_view source = node.at.source->text().substr(node.at.offset);
    if (!source.starts_with(node.text)) return std::nullopt;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i <= node.text.size(); ++i) places.push_back(node.at.offset + i);
    return places;
}

Places single_quoted_places(const YamlNode& node) {
    const std::string_view source = node.at.source->text();
    std::vector<std::size_t> places;
    std::size_t at = node.at.offset + 1;
    for (; at < source.size(); ++at) {
        if (source[at] == '\n') return std::nullopt;
        const bool quote = source[at] == '\'';
        const bool doubled = quote && at + 1 < source.size() && source[at + 1] == '\'';
        if (quote && !doubled) break;
        places.push_back(at);
        if (doubled) ++at;
    }
    places.push_back(at);
    return places;
}

/// How many hexadecimal digits follow an escape of a double-quoted text (YAML 1.2 section 5.7).
std::size_t escape_digits(char c) {
    switch (c) {
        case 'x':
            return 2;
        case 'u':
            return 4;
        case 'U':
            return 8;
        default:
            return 0;
    }
}

/// How many bytes of UTF-8 the character that begins with `first` has.
std::size_t utf8_length(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80) return 1;
    if (byte < 0xe0) return 2;
    return byte < 0xf0 ? 3 : 4;
}

Places double_quoted_places(const YamlNode& node) {
    const std::string_view source = node.at.source->text();
    std::vector<std::size_t> places;
    std::size_t at = node.at.offset + 1;
    while (at < source.size() && source[at] != '"' && places.size() < node.text.size()) {
        if (source[at] == '\n') return std::nullopt;
        const bool escape = source[at] == '\\' && at + 1 < source.size();
        if (escape && source[at + 1] == '\n') return std::nullopt;
        // One escape may stand for several bytes: they all lie at its place.
        const std::size_t bytes = escape ? utf8_length(node.text[places.size()]) : 1;
        places.insert(places.end(), bytes, at);
        at += escape ? 2 + escape_digits(source[at + 1]) : 1;
    }
    places.push_back(at);
    return places;
}

/// Each line of the text stands in its own line of the source, after the indentation.
Places literal_places(const YamlNode& node) {
    const Source& source = *node.at.source;
    std::vector<std::size_t> places;
    std::size_t line = source.line_of(node.at.offset) + 1;
    std::string_view rest = node.text;
    std::size_t end = source.line_start(line);
    while (!rest.empty()) {
        const std::size_t length = std::min(rest.find('\n'), rest.size());
        const std::string_view written = source.line(line);
        if (!written.ends_with(rest.substr(0, length))) return std::nullopt;
        const std::size_t start = source.line_start(line) + written.size() - length;
        for (std::size_t i = 0; i < length; ++i) places.push_back(start + i);
        end = start + length;
        if (length < rest.size()) places.push_back(end);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        ++line;
    }
    places.push_back(end);
    return places;
}

}  // namespace

Places scalar_places(const YamlNode& text) {
    Places places;
    switch (text.style) {
        case Style::plain:
            places = plain_places(text);
            break;
        case Style::single_quoted:
            places = single_quoted_places(text);
            break;
        case Style::double_quoted:
            places = double_quoted_places(text);
            break;
        case Style::literal:
            places = literal_places(text);
            break;
        case Style::folded:
            break;
    }
    if (places && places->size() != text.text.size() + 1) return std::nullopt;
    return places;
}

bool is_closed(const YamlNode& text) {
    const bool single = text.style == Style::single_quoted;
    if (!single && text.style != Style::double_quoted) return true;
    const std::string_view source = text.at.source->text();
    for (std::size_t at = text.at.offset + 1; at < source.size(); ++at) {
        if (!single && source[at] == '\\') {
            ++at;
        } else if (source[at] == (single ? '\'' : '"')) {
            const bool doubled = single && at + 1 < source.size() && source[at + 1] == '\'';
            if (!doubled) return true;
            ++at;
        }
    }
    return false;
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/source.hh"

namespace cordon {

struct YamlEntry;

/// One value of a YAML document, with its place. Text is text: nothing is taken for a number, a
/// date or a truth value here. Refers to its source, which must outlive it.
struct YamlNode {
    enum class Kind : std::uint8_t { empty, text, list, map };
    /// How text was written; decides where in the source each of its characters stands.
    enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

    Kind kind = Kind::empty;
    Style style = Style::plain;
    SourcePlace at;
    std::string text;
    std::vector<YamlNode> items;     // of a list
    std::vector<YamlEntry> entries;  // of a map, in the order written

    [[nodiscard]] bool is_text() const { return kind == Kind::text; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_map() const { return kind == Kind::map; }

    /// The value of a key of a map; null when there is none.
    [[nodiscard]] const YamlNode* find(std::string_view key) const;
    [[nodiscard]] YamlNode* find(std::string_view key);
    [[nodiscard]] YamlEntry* find_entry(std::string_view key);
};

struct YamlEntry {
    YamlNode key;  // text
    YamlNode value;
};

/// What a node is, for messages: "a list".
[[nodiscard]] std::string_view kind_name(const YamlNode& node);

/// Reads one document. Syntax errors, duplicate keys, further documents, anchors, aliases and tags
/// are errors in `findings`; after a syntax error there is no document, and that error stands
/// alone. An empty file is an empty node.
[[nodiscard]] std::optional<YamlNode> parse_yaml(const Source& source, Findings& findings);

}  // namespace cordon

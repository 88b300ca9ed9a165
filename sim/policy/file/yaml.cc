#include "sim/policy/file/yaml.hh"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "sim/core/utf8.hh"
#include "sim/policy/file/scalar_places.hh"
#include "sim/policy/file/yaml_events.hh"
#include "sim/policy/file/yaml_hint.hh"

namespace cordon {
namespace {

bool is_control_character(char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

struct Unreadable {
    std::size_t at = 0;
    std::string_view what;
};

/// The first that is no plain text. yaml-cpp takes some control characters for the end of the file,
/// and NUL for another encoding; of bytes that are no UTF-8 it makes what it likes.
std::optional<Unreadable> find_unreadable(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_control_character(text[at])) {
            return Unreadable{.at = at, .what = "a control character"};
        }
        const auto character = first_character(text.substr(at));
        if (!character) return Unreadable{.at = at, .what = "a byte that is no UTF-8"};
        at += character->length;
    }
    return std::nullopt;
}

/// yaml-cpp closes a quoted text at the end of the file without a word.
const YamlNode* find_unclosed(const YamlNode& node) {
    if (node.is_text() && !is_closed(node)) return &node;
    for (const YamlNode& item : node.items) {
        if (const YamlNode* found = find_unclosed(item)) return found;
    }
    for (const YamlEntry& entry : node.entries) {
        if (const YamlNode* found = find_unclosed(entry.key)) return found;
        if (const YamlNode* found = find_unclosed(entry.value)) return found;
    }
    return nullptr;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const YamlEntry& entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &found->value;
}

YamlEntry* YamlNode::find_entry(std::string_view key) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const YamlEntry& entry) { return entry.key.text == key; });
    return found == entries.end() ? nullptr : &*found;
}

YamlNode* YamlNode::find(std::string_view key) {
    YamlEntry* entry = find_entry(key);
    return entry == nullptr ? nullptr : &entry->value;
}

std::string_view kind_name(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::empty:
            return "nothing";
        case YamlNode::Kind::text:
            return "one value";
        case YamlNode::Kind::list:
            return "a list";
        case YamlNode::Kind::map:
            return "a map";
    }
    return "";
}

std::optional<YamlNode> parse_yaml(const Source& source, Findings& findings) {
    if (const auto found = find_unreadable(source.text())) {
        findings.error({&source, found->at},
                       std::string(found->what) + "; this file is to be plain UTF-8 text");
        return std::nullopt;
    }
    // What the tree alone shows is told only once the syntax is known to be right.
    Findings of_tree;
    YamlEvents events{source, of_tree};
    try {
        std::istringstream in{std::string(source.text())};
        YAML::Parser parser{in};
        // At a comma where a document begins the parser gives one empty document after another
        // without end: the second is an error, whatever it holds.
        while (!events.has_second_document() && parser.HandleNextDocument(events)) {
        }
    } catch (const YAML::Exception& error) {
        const std::size_t at = error.mark.pos < 0 ? 0 : static_cast<std::size_t>(error.mark.pos);
        const SourcePlace place{&source, std::min(at, source.text().size())};
        findings.error(place, yaml_hint(source, place.offset, error.msg));
        return std::nullopt;
    }
    YamlNode root = events.take_root();
    if (root.at.source == nullptr) root.at = {&source, 0};  // no document at all
    if (const YamlNode* unclosed = find_unclosed(root)) {
        findings.error(unclosed->at, "this quoted text is never closed");
        return std::nullopt;
    }
    findings.add_all(of_tree);
    return root;
}

}  // namespace cordon

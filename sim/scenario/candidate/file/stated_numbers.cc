#include <algorithm>
#include <array>

#include "sim/core/ascii.hh"
#include "sim/scenario/candidate/file/candidate_draft.hh"

namespace cordon {
namespace {

/// Sets whose members are numbers; names and texts are none.
constexpr std::array<std::string_view, 4> number_sets{"cidrs", "ports", "bytes", "place"};
/// Settings of rules that hold words only, or texts for people.
constexpr std::array<std::string_view, 7> word_settings{"rule",     "in",      "per",   "direction",
                                                        "reported", "assumed", "source"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(const std::string& text) {
    return !text.empty() && (is_digit(text[0]) || (text[0] == '-' && text.size() > 1));
}

/// Whether a condition compares with a number: a digit that begins a word, outside quotes.
bool compares_with_number(const std::string& text) {
    char quote = 0, before = ' ';
    for (const char c : text) {
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (is_digit(c) &&
                   std::string_view(" \t\n=<>({[,").find(before) != std::string_view::npos) {
            return true;
        }
        before = c;
    }
    return false;
}

class Numbers {
public:
    void add_rule(const YamlNode& rule) {
        const YamlNode* name = rule.find("rule");
        if (name == nullptr) return;
        for (const YamlEntry& setting : rule.entries) {
            const std::string& key = setting.key.text;
            if (is_one_of(key, word_settings)) continue;
            if (key == "when") {
                if (compares_with_number(setting.value.text))
                    add(name->text + ".when", setting.value);
            } else if (key == "then") {
                add_actions(name->text, setting.value);
            } else if (key == "for") {
                add_tree(name->text, setting.value);
            } else {
                add_tree(name->text + "." + key, setting.value);
            }
        }
    }

    void add_let(const YamlEntry& let) {
        for (const YamlEntry& setting : let.value.entries) {
            const std::string& key = setting.key.text;
            const std::string path = "$" + let.key.text + "." + key;
            if (is_one_of(key, number_sets)) {
                const bool filled = let.value.find("file") != nullptr || setting.value.is_text() ||
                                    !setting.value.items.empty();
                if (filled) add(path, setting.value);
            } else if (key != "domains" && key != "strings" && key != "file") {
                add_tree(path, setting.value);
            }
        }
    }

    void add_phase(const YamlEntry& phase) { add("phases." + phase.key.text, phase.value); }

    std::vector<StatedNumber> take() { return std::move(found_); }

private:
    void add(std::string path, const YamlNode& node) {
        found_.push_back({.path = std::move(path), .at = node.at});
    }

    /// Members of `then`: their settings stand below the rule by the action's name.
    void add_actions(const std::string& rule, const YamlNode& then) {
        if (then.is_list()) {
            for (const YamlNode& item : then.items) add_actions(rule, item);
        } else if (then.is_map()) {
            add_tree(rule, then);
        }
    }

    void add_tree(const std::string& path, const YamlNode& node) {
        if (node.is_text() && is_number(node.text)) add(path, node);
        for (const YamlNode& item : node.items) add_tree(path, item);
        for (const YamlEntry& entry : node.entries) {
            // "3-tuple" is a word that begins with a digit.
            if (entry.key.text != "key") add_tree(path + "." + entry.key.text, entry.value);
        }
    }

    std::vector<StatedNumber> found_;
};

}  // namespace

std::vector<StatedNumber> stated_numbers(const YamlNode& root) {
    Numbers numbers;
    if (const YamlNode* rules = root.find("rules")) {
        for (const YamlNode& rule : rules->items) numbers.add_rule(rule);
    }
    if (const YamlNode* lets = root.find("let")) {
        for (const YamlEntry& let : lets->entries) numbers.add_let(let);
    }
    if (const YamlNode* phases = root.find("phases")) {
        for (const YamlEntry& phase : phases->entries) numbers.add_phase(phase);
    }
    return numbers.take();
}

}  // namespace cordon

#include "sim/policy/file/node_reader.hh"

#include <algorithm>
#include <array>

#include "sim/core/ascii.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::size_t longest_name = 100;

bool is_name_character(char c) {
    const char lower = to_lower(c);
    return is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '_';
}

}  // namespace

bool expect_map(const YamlNode& node, std::string_view what, KnownWords keys, Findings& findings) {
    if (!node.is_map()) {
        findings.error(node.at, std::string(what) + " is a map of " + one_of(keys) + "; this is " +
                                    std::string(kind_name(node)));
        return false;
    }
    bool all_known = true;
    for (const YamlEntry& entry : node.entries) {
        if (std::find(keys.begin(), keys.end(), entry.key.text) != keys.end()) continue;
        findings.error(entry.key.at, std::string(what) + " has no setting " +
                                         in_quotes(entry.key.text) +
                                         did_you_mean_or_list(entry.key.text, keys));
        all_known = false;
    }
    return all_known;
}

const std::string* read_text(const YamlNode& node, std::string_view what, Findings& findings) {
    if (node.is_text()) return &node.text;
    findings.error(node.at,
                   std::string(what) + " is one value; this is " + std::string(kind_name(node)));
    return nullptr;
}

const std::string* read_name(const YamlNode& node, std::string_view what, Findings& findings) {
    const std::string* name = read_text(node, what, findings);
    if (name == nullptr) return nullptr;
    const bool fits = !name->empty() && name->size() <= longest_name &&
                      std::all_of(name->begin(), name->end(), is_name_character);
    if (fits) return name;
    findings.error(node.at, in_quotes(*name) + " does not do as " + std::string(what) +
                                ": it has 1 to 100 letters, digits, '-' and '_'");
    return nullptr;
}

std::vector<const YamlNode*> read_list(const YamlNode& node, std::string_view what,
                                       Findings& findings) {
    std::vector<const YamlNode*> items;
    if (node.is_text()) return {&node};
    if (!node.is_list()) {
        findings.error(node.at, std::string(what) + " is a list such as [a, b]; this is " +
                                    std::string(kind_name(node)));
        return items;
    }
    if (node.items.empty()) findings.error(node.at, std::string(what) + " is an empty list");
    for (const YamlNode& item : node.items) {
        if (item.is_text()) {
            items.push_back(&item);
        } else {
            findings.error(item.at, "a member of " + std::string(what) + " is one value; this is " +
                                        std::string(kind_name(item)));
        }
    }
    return items;
}

std::optional<std::int64_t> read_quantity(const YamlNode& node, Quantity quantity,
                                          std::string_view what, Findings& findings) {
    if (!node.is_text()) {
        findings.error(node.at, std::string(what) + " is " + std::string(example_of(quantity)) +
                                    "; this is " + std::string(kind_name(node)));
        return std::nullopt;
    }
    const auto value = parse_quantity(node.text, quantity);
    if (value) return *value;
    findings.error(node.at, std::string(what) + ": " + value.error());
    return std::nullopt;
}

std::optional<std::int64_t> read_positive(const YamlNode& node, Quantity quantity,
                                          std::string_view what, Findings& findings) {
    const auto value = read_quantity(node, quantity, what, findings);
    if (!value || *value > 0) return value;
    findings.error(node.at,
                   std::string(what) + " is more than nothing; this is " + in_quotes(node.text));
    return std::nullopt;
}

std::optional<bool> read_truth(const YamlNode& node, std::string_view what, Findings& findings) {
    constexpr std::array<std::string_view, 2> words{"false", "true"};
    const auto choice = read_choice(node, what, words, findings);
    if (!choice) return std::nullopt;
    return *choice == 1;
}

std::optional<std::size_t> read_choice(const YamlNode& node, std::string_view what,
                                       KnownWords words, Findings& findings) {
    if (!node.is_text()) {
        findings.error(node.at, std::string(what) + " is " + one_of(words) + "; this is " +
                                    std::string(kind_name(node)));
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    findings.error(node.at, std::string(what) + " is " + one_of(words) + ", not " +
                                in_quotes(node.text) + did_you_mean(node.text, words));
    return std::nullopt;
}

}  // namespace cordon

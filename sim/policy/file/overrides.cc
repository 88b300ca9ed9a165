#include "sim/policy/file/overrides.hh"

#include <algorithm>
#include <optional>

#include "sim/policy/file/action_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::size_t after_all_files = 1'000'000;

/// One override, its value as YAML.
struct Override {
    SourcePlace start;
    std::vector<std::string> path;  // rule, then settings
    YamlNode value;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> split_path(std::string_view text) {
    std::vector<std::string> path;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t dot = std::min(text.find('.', start), text.size());
        path.emplace_back(text.substr(start, dot - start));
        start = dot + 1;
    }
    return path;
}

/// The value as YAML if it is that, so that lists can be given; as plain text otherwise.
YamlNode read_value(const Source& source, std::size_t start) {
    const std::string text(source.text().substr(start));
    Findings unheard;
    const Source alone{"", text, 0};
    auto parsed = parse_yaml(alone, unheard);
    YamlNode value;
    value.kind = YamlNode::Kind::text;
    value.text = text;
    const bool list = parsed && !unheard.has_errors() && parsed->is_list();
    if (list) {
        value = std::move(*parsed);
        for (YamlNode& item : value.items) {
            item.style = YamlNode::Style::folded;  // its columns are not looked for
            item.at = {&source, start + item.at.offset};
        }
    } else if (parsed && !unheard.has_errors() && parsed->is_text()) {
        value.text = parsed->text;
        value.style = parsed->style;
        start += parsed->at.offset;
    }
    value.at = {&source, start};
    return value;
}

std::optional<Override> parse_override(const Source& source, Findings& findings) {
    const std::string_view text = source.text();
    const std::size_t equals = text.find('=');
    const std::size_t dot = text.find('.');
    if (equals == text.npos || dot == text.npos || dot > equals) {
        findings.error({&source, 0},
                       "a setting is given as RULE.SETTING=VALUE, as in "
                       "chat-slow.chance=10%");
        return std::nullopt;
    }
    Override parsed;
    parsed.start = {&source, 0};
    parsed.path = split_path(trimmed(text.substr(0, equals)));
    const std::size_t start = std::min(text.find_first_not_of(' ', equals + 1), text.size());
    parsed.value = read_value(source, start);
    return parsed;
}

YamlNode* find_rule(PolicyFiles& files, std::string_view name) {
    for (PolicyFile& file : files.files) {
        YamlNode* rules = file.root.find("rules");
        if (rules == nullptr) continue;
        for (YamlNode& rule : rules->items) {
            const YamlNode* stated = rule.find("rule");
            if (stated != nullptr && stated->text == name) return &rule;
        }
    }
    return nullptr;
}

std::string no_such_rule(PolicyFiles& files, std::string_view name) {
    std::vector<std::string_view> names;
    for (const PolicyFile& file : files.files) {
        const YamlNode* rules = file.root.find("rules");
        if (rules == nullptr) continue;
        for (const YamlNode& rule : rules->items) {
            if (const YamlNode* stated = rule.find("rule")) names.push_back(stated->text);
        }
    }
    return "no rule is called " + in_quotes(name) + did_you_mean(name, names);
}

/// The settings of an action in a rule's `then`; an action without any gets an empty map.
YamlNode* settings_of(YamlNode& rule, std::string_view action, SourcePlace at) {
    YamlNode* then = rule.find("then");
    if (then == nullptr) return nullptr;
    const std::size_t count = then->is_list() ? then->items.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        YamlNode& node = then->is_list() ? then->items[i] : *then;
        if (node.is_text() && node.text == action) {
            YamlNode key = node;
            node = YamlNode{};
            node.kind = YamlNode::Kind::map;
            node.at = at;
            node.entries.push_back({.key = std::move(key), .value = {}});
            node.entries.back().value.at = at;
        }
        if (YamlNode* settings = node.find(action)) return settings;
    }
    return nullptr;
}

YamlNode& child(YamlNode& map, const std::string& key, SourcePlace at) {
    if (YamlEntry* standing = map.find_entry(key)) {
        standing->key.at = at;
        return standing->value;
    }
    YamlNode name;
    name.kind = YamlNode::Kind::text;
    name.text = key;
    name.at = at;
    YamlNode value;
    value.at = at;
    map.entries.push_back({.key = std::move(name), .value = std::move(value)});
    return map.entries.back().value;
}

/// Where the first setting of a path lies: a key of the rule, an action of its `then`, or the
/// residual of its `for`.
YamlNode* first_setting(YamlNode& rule, const std::string& name, SourcePlace at) {
    const std::vector<std::string_view> keys = rule_keys();
    if (std::find(keys.begin(), keys.end(), name) != keys.end()) return &child(rule, name, at);
    if (YamlNode* settings = settings_of(rule, name, at)) return settings;
    YamlNode* scope = rule.find("for");
    return scope == nullptr ? nullptr : scope->find(name);
}

std::string no_such_setting(const YamlNode& rule, std::string_view rule_name,
                            std::string_view name) {
    const std::vector<std::string_view> actions = action_names();
    if (std::find(actions.begin(), actions.end(), name) != actions.end()) {
        return "rule " + in_quotes(rule_name) + " has no action " + in_quotes(name);
    }
    std::vector<std::string_view> known = rule_keys();
    known.insert(known.end(), actions.begin(), actions.end());
    if (rule.find("for") != nullptr) known.push_back("residual");
    return "rule " + in_quotes(rule_name) + " has no setting " + in_quotes(name) +
           did_you_mean(name, known);
}

/// What a `let` of this name holds; null, and an error, when there is none.
YamlNode* find_let(PolicyFiles& files, const Override& change, Findings& findings) {
    const std::string name = change.path[0].substr(1);
    std::vector<std::string_view> names;
    for (PolicyFile& file : files.files) {
        YamlNode* lets = file.root.find("let");
        if (lets == nullptr) continue;
        if (YamlNode* held = lets->find(name)) return held;
        for (const YamlEntry& entry : lets->entries) names.push_back(entry.key.text);
    }
    findings.error(change.start, "no set is called " + in_quotes(name) + did_you_mean(name, names));
    return nullptr;
}

/// Sets the value at the end of a path that has come as far as `node`, which stands for its part
/// `reached`; `at` is where that part stands.
void set_below(YamlNode* node, std::size_t reached, const Override& change, SourcePlace at) {
    for (std::size_t i = reached + 1; i < change.path.size(); ++i) {
        at = at.further(change.path[i - 1].size() + 1);
        if (!node->is_map()) {
            // What was one value, or nothing, now has settings: `throttle` alone, no `active` yet.
            node->kind = YamlNode::Kind::map;
            node->text.clear();
            node->items.clear();
            node->at = at;
        }
        node = &child(*node, change.path[i], at);
    }
    *node = change.value;
}

void apply(const Override& change, PolicyFiles& files, Findings& findings) {
    const std::string& rule_name = change.path[0];
    if (rule_name.starts_with('$')) {
        YamlNode* held = find_let(files, change, findings);
        if (held != nullptr) set_below(held, 0, change, change.start);
        return;
    }
    YamlNode* rule = find_rule(files, rule_name);
    if (rule == nullptr) return findings.error(change.start, no_such_rule(files, rule_name));
    SourcePlace at = change.start.further(rule_name.size() + 1);
    const std::string& setting = change.path[1];
    if (setting == "rule") return findings.error(at, "the name of a rule stays as it is");
    YamlNode* node = first_setting(*rule, setting, at);
    if (node == nullptr) return findings.error(at, no_such_setting(*rule, rule_name, setting));
    set_below(node, 1, change, at);
}

}  // namespace

void apply_overrides(const std::vector<std::string>& overrides, PolicyFiles& files,
                     std::vector<std::unique_ptr<Source>>& texts, Findings& findings) {
    for (const std::string& text : overrides) {
        texts.push_back(std::make_unique<Source>("--set " + in_quotes(text), text,
                                                 after_all_files + texts.size()));
        const auto change = parse_override(*texts.back(), findings);
        if (change) apply(*change, files, findings);
    }
}

}  // namespace cordon

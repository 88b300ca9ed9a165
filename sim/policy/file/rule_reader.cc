#include "sim/policy/file/rule_reader.hh"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "sim/policy/file/action_reader.hh"
#include "sim/policy/file/condition_reader.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/policy_file.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 8> per_words{"packet", "flow",  "client", "server",
                                                    "name",   "place", "hour",   "day"};

class RuleReader {
public:
    RuleReader(const YamlNode& node, Draft& draft) : node_(&node), draft_(&draft) {}

    void read() {
        const std::vector<std::string_view> keys = rule_keys();
        static_cast<void>(expect_map(*node_, "a rule", keys, findings()));
        if (!node_->is_map() || !read_rule_name()) return;
        read_when();
        read_then();
        read_scope();
        read_direction();
        read_phases();
        read_active();
        read_chance();
        read_per();
        if (const YamlNode* after = node_->find("after")) {
            rule_.after = read_law(*after, "'after'", findings());
        }
        read_grounds("reported", rule_.reported);
        read_grounds("assumed", rule_.assumed);
        read_grounds("source", rule_.source);
        draft_->rule_places.push_back(node_->find("rule")->at);
        draft_->policy.rules.push_back(std::move(rule_));
    }

private:
    Findings& findings() { return draft_->findings; }

    bool read_rule_name() {
        const YamlNode* name = node_->find("rule");
        if (name == nullptr) {
            findings().error(node_->at, "a rule has a name: rule: NAME");
            return false;
        }
        const std::string* text = read_name(*name, "the name of a rule", findings());
        if (text == nullptr) return false;
        rule_.name = *text;
        rule_.where = name->at.source->where_line(name->at.offset);
        // A second rule of the same name is read too, for what else is wrong with it.
        static_cast<void>(claim(draft_->rules, "rule", *text,
                                {.index = draft_->policy.rules.size(), .at = name->at},
                                findings()));
        return true;
    }

    void read_when() {
        const YamlNode* when = node_->find("when");
        if (when == nullptr) return;
        if (read_text(*when, "'when'", findings()) == nullptr) return;
        rule_.when = read_condition(*when, *draft_);
    }

    void read_then() {
        const YamlNode* then = node_->find("then");
        if (then == nullptr) {
            findings().error(node_->at, "rule " + in_quotes(rule_.name) +
                                            " does nothing; 'then' is " + one_of(action_names()));
            return;
        }
        auto verdicts = read_actions(*then, findings());
        if (verdicts) rule_.then = std::move(*verdicts);
    }

    void read_scope() {
        constexpr std::array<std::string_view, 2> words{"packet", "flow"};
        constexpr std::array<std::string_view, 1> keys{"residual"};
        const YamlNode* scope = node_->find("for");
        if (scope == nullptr) return;
        if (scope->is_map()) {
            if (!expect_map(*scope, "'for'", keys, findings())) return;
            if (const YamlNode* residual = scope->find("residual")) return read_residual(*residual);
        }
        if (scope->is_text() && scope->text == "residual") {
            return findings().error(scope->at,
                                    "'residual' needs its settings, as in "
                                    "{residual: {key: 3-tuple, last: 90 s}}");
        }
        const auto choice = read_choice(*scope, "'for'", words, findings());
        if (choice && *choice == 0) rule_.scope = ThisPacket{};
    }

    void read_residual(const YamlNode& node) {
        constexpr std::array<std::string_view, 4> keys{"key", "last", "renew", "then"};
        constexpr std::array<std::string_view, 4> tuples{"5-tuple", "4-tuple", "3-tuple",
                                                         "2-tuple"};
        if (!expect_map(node, "'residual'", keys, findings())) return;
        Residual residual;
        if (const YamlNode* key = node.find("key")) {
            const auto choice = read_choice(*key, "'key'", tuples, findings());
            if (choice) residual.key = static_cast<Residual::Key>(*choice);
        }
        const YamlNode* last = node.find("last");
        if (last == nullptr) {
            findings().error(node.at, "'residual' lacks 'last', how long it lasts, such as 90 s");
        } else if (const auto time =
                       read_positive(*last, Quantity::duration, "'last'", findings())) {
            residual.last = Duration{*time};
        }
        if (const YamlNode* renew = node.find("renew")) {
            residual.renew = read_truth(*renew, "'renew'", findings()).value_or(false);
        }
        if (const YamlNode* then = node.find("then")) {
            auto verdicts = read_actions(*then, findings());
            if (verdicts) residual.then = std::move(*verdicts);
        }
        rule_.scope = std::move(residual);
    }

    void read_direction() {
        constexpr std::array<std::string_view, 3> words{"both", "up", "down"};
        const YamlNode* direction = node_->find("direction");
        if (direction == nullptr) return;
        const auto choice = read_choice(*direction, "'direction'", words, findings());
        if (choice) rule_.direction = static_cast<DirectionLimit>(*choice);
    }

    void read_phases() {
        const YamlNode* in = node_->find("in");
        if (in == nullptr) return;
        for (const YamlNode* item : read_list(*in, "'in'", findings())) {
            const auto phase = draft_->phases.find(item->text);
            if (phase == draft_->phases.end()) {
                findings().error(item->at, "no phase is called " + in_quotes(item->text) +
                                               did_you_mean(item->text, words_of(draft_->phases)));
                continue;
            }
            const std::size_t index = phase->second.index;
            if (std::find(rule_.in.begin(), rule_.in.end(), index) == rule_.in.end()) {
                rule_.in.push_back(index);
            }
        }
    }

    void read_active() {
        constexpr std::array<std::string_view, 3> keys{"every", "lasts", "jitter"};
        const YamlNode* node = node_->find("active");
        if (node == nullptr || !expect_map(*node, "'active'", keys, findings())) return;
        const auto every = active_time(*node, "every");
        const auto lasts = active_time(*node, "lasts");
        if (!every || !lasts) return;
        Active active{.every = Duration{*every}, .lasts = Duration{*lasts}, .jitter = {}};
        if (active.lasts > active.every) {
            findings().error(node->find("lasts")->at,
                             "'lasts' is longer than 'every': the rule "
                             "would never be off");
        }
        if (const YamlNode* jitter = node->find("jitter")) {
            const auto time = read_quantity(*jitter, Quantity::duration, "'jitter'", findings());
            if (time) active.jitter = Duration{*time};
            if (active.jitter > active.every) {
                findings().error(jitter->at, "'jitter' is at most 'every'");
            }
        }
        rule_.active = active;
    }

    std::optional<std::int64_t> active_time(const YamlNode& active, std::string_view key) {
        const std::string name = "'" + std::string(key) + "'";
        const YamlNode* node = active.find(key);
        if (node != nullptr) return read_positive(*node, Quantity::duration, name, findings());
        findings().error(active.at, "'active' lacks " + name + ", a time such as 90 min");
        return std::nullopt;
    }

    void read_chance() {
        const YamlNode* node = node_->find("chance");
        if (node == nullptr) return;
        const auto share = read_quantity(*node, Quantity::share, "'chance'", findings());
        if (!share) return;
        if (*share > 1'000'000) {
            return findings().error(node->at,
                                    "'chance' is at most 100%; this is " + in_quotes(node->text));
        }
        if (*share == 0) {
            findings().warn(
                node->at, "rule " + in_quotes(rule_.name) + " is on at no time: its chance is 0%");
        }
        rule_.chance = Share{static_cast<std::uint32_t>(*share)};
    }

    void read_per() {
        const YamlNode* node = node_->find("per");
        if (node == nullptr) return;
        if (node_->find("chance") == nullptr) {
            findings().warn(node->at,
                            "'per' says for what a 'chance' is drawn; this rule has none");
        }
        std::vector<PerKey> keys;
        for (const YamlNode* item : read_list(*node, "'per'", findings())) {
            const auto choice = read_choice(*item, "'per'", per_words, findings());
            if (!choice) continue;
            const auto key = static_cast<PerKey>(*choice);
            if (std::find(keys.begin(), keys.end(), key) != keys.end()) {
                findings().error(item->at, in_quotes(item->text) + " stands in 'per' twice");
            }
            keys.push_back(key);
            if (key == PerKey::day && !draft_->has_zone) {
                findings().warn(item->at, "days are counted in UTC, since the policy has no zone");
            }
        }
        if (!keys.empty()) rule_.per = std::move(keys);
    }

    void read_grounds(std::string_view key, std::string& into) {
        const YamlNode* node = node_->find(key);
        if (node == nullptr) return;
        const std::string* text = read_text(*node, "'" + std::string(key) + "'", findings());
        if (text != nullptr) into = *text;
    }

    const YamlNode* node_;
    Draft* draft_;
    Rule rule_;
};

}  // namespace

void read_rules(const YamlNode& root, Draft& draft) {
    const YamlNode* rules = root.find("rules");
    if (rules == nullptr || rules->kind == YamlNode::Kind::empty) return;
    if (!rules->is_list()) {
        draft.findings.error(rules->at, "'rules' is a list, each rule after a '-'; this is " +
                                            std::string(kind_name(*rules)));
        return;
    }
    for (const YamlNode& rule : rules->items) RuleReader{rule, draft}.read();
}

}  // namespace cordon

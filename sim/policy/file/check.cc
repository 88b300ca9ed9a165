#include "sim/policy/file/check.hh"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "sim/policy/file/contradiction.hh"
#include "sim/policy/file/shadow.hh"
#include "sim/policy/file/words.hh"
#include "sim/policy/verdict_name.hh"
#include "sim/policy/wall_reach.hh"

namespace cordon {
namespace {

/// The first act that an on-path wall cannot take.
const Verdict* beyond_on_path(std::span<const Verdict> verdicts) {
    const auto found = std::find_if(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        return !can_take(Position::on_path, verdict);
    });
    return found == verdicts.end() ? nullptr : &*found;
}

void check_position(const Rule& rule, SourcePlace at, Findings& findings) {
    const Verdict* beyond = beyond_on_path(rule.then);
    if (beyond == nullptr) beyond = beyond_on_path(residual_verdicts(rule));
    if (beyond == nullptr) return;
    findings.warn(at, "rule " + in_quotes(rule.name) + ": an on-path wall sees copies and cannot " +
                          std::string(name_of(*beyond)) + "; position: in-path could");
}

void check_grounds(const Rule& rule, SourcePlace at, Findings& findings) {
    if (!rule.source.empty() || (!rule.reported.empty() && !rule.assumed.empty())) return;
    findings.warn(at, "rule " + in_quotes(rule.name) +
                          " has no grounds: state its 'source', or what was 'reported' and what "
                          "is 'assumed'");
}

/// Exceptions, and last of all a rule for whatever is left: such a rule is meant to have no
/// condition.
bool catches_the_rest(const Policy& policy, std::size_t index) {
    const auto before = policy.rules.begin() + static_cast<std::ptrdiff_t>(index);
    return index + 1 == policy.rules.size() &&
           std::any_of(policy.rules.begin(), before, [](const Rule& rule) {
               return rule.when.has_value() &&
                      std::any_of(rule.then.begin(), rule.then.end(), [](const Verdict& verdict) {
                          return std::holds_alternative<Pass>(verdict);
                      });
           });
}

void check_condition(const Policy& policy, std::size_t index, SourcePlace at, Findings& findings) {
    const Rule& rule = policy.rules[index];
    const auto why = rule.when ? find_contradiction(*rule.when) : std::nullopt;
    if (why) {
        findings.warn(at, "the condition of rule " + in_quotes(rule.name) +
                              ", or a part of it, never holds: " + *why);
    }
    if (rule.when || catches_the_rest(policy, index)) return;
    findings.warn(at,
                  "rule " + in_quotes(rule.name) + " has no 'when', so it holds for every packet");
}

bool shares_buckets(std::span<const Verdict> verdicts) {
    return std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
        const auto* throttle = std::get_if<Throttle>(&verdict);
        return throttle != nullptr && throttle->each != Throttle::Each::direction &&
               throttle->each != Throttle::Each::flow;
    });
}

bool needs_one_stage(const Rule& rule) {
    const bool shared = shares_buckets(rule.then) || shares_buckets(residual_verdicts(rule));
    const bool drawn = rule.chance.millionths < 1'000'000 &&
                       std::any_of(rule.per.begin(), rule.per.end(), [](PerKey key) {
                           return key == PerKey::client || key == PerKey::server;
                       });
    return shared || drawn;
}

std::string counted(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " rule" : " rules");
}

/// Notes on what the rules cost, each at the first rule of its kind.
void note_costs(Draft& draft) {
    std::size_t packet_rules = 0;
    std::size_t staged_rules = 0;
    SourcePlace first_packet;
    SourcePlace first_staged;
    for (std::size_t i = 0; i < draft.policy.rules.size(); ++i) {
        const Rule& rule = draft.policy.rules[i];
        const bool packet = std::holds_alternative<ThisPacket>(rule.scope);
        if (packet && packet_rules++ == 0) first_packet = draft.rule_places[i];
        if (needs_one_stage(rule) && staged_rules++ == 0) first_staged = draft.rule_places[i];
    }
    if (packet_rules > 0) {
        draft.findings.note(first_packet, counted(packet_rules) +
                                              " for: packet, asked again at every packet of the "
                                              "flows where the rest of the condition may hold");
    }
    if (staged_rules > 0) {
        draft.findings.note(first_staged, counted(staged_rules) +
                                              " with each: client, server or rule, or per: client "
                                              "or server; these decide in one ordered stage");
    }
}

std::string_view other_way(DirectionLimit direction) {
    return direction == DirectionLimit::up ? "down" : "up";
}

/// A rule that touches one direction may seem to leave the other to later rules.
void warn_of_shadow(const Shadow& shadow, Draft& draft) {
    const Rule& hidden = draft.policy.rules[shadow.hidden];
    const Rule& by = draft.policy.rules[shadow.by];
    std::string what = "rule " + in_quotes(hidden.name) + " never decides: rule " +
                       in_quotes(by.name) + " (" + by.where +
                       ") comes first and holds whenever it does";
    if (by.direction != DirectionLimit::both && by.direction != hidden.direction) {
        what += "; what goes " + std::string(other_way(by.direction)) + " passes under it as well";
    }
    draft.findings.warn(draft.rule_places[shadow.hidden], std::move(what));
}

}  // namespace

void check(Draft& draft) {
    const Policy& policy = draft.policy;
    for (std::size_t i = 0; i < policy.rules.size(); ++i) {
        const Rule& rule = policy.rules[i];
        if (policy.position == Position::on_path) {
            check_position(rule, draft.rule_places[i], draft.findings);
        }
        check_condition(policy, i, draft.rule_places[i], draft.findings);
        check_grounds(rule, draft.rule_places[i], draft.findings);
    }
    for (const Shadow& shadow : find_shadows(policy)) warn_of_shadow(shadow, draft);
    note_costs(draft);
}

}  // namespace cordon

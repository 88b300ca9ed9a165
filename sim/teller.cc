#include "sim/teller.hh"

#include "sim/policy/verdict_name.hh"
#include "sim/policy/wall_reach.hh"

namespace cordon {
namespace {

/// What came of the rule that decided last on the flow: its first verdict that does more than note
/// and that a wall in this position can take; what it cannot take passes.
std::string_view last_verdict(const FlowRecord& flow, const Policy& policy) {
    if (flow.last_rule == no_rule) return "pass";
    const Rule& rule = policy.rule(flow.last_rule);
    const std::span<const Verdict> verdicts =
        flow.last_by_residual ? residual_verdicts(rule) : rule.then;
    for (const Verdict& verdict : verdicts) {
        const bool notes = std::holds_alternative<Note>(verdict);
        if (!notes && can_take(policy.position, verdict)) return name_of(verdict);
    }
    return only_notes(verdicts) ? "note" : "pass";
}

constexpr std::array told_groups{FactGroup::tls, FactGroup::quic, FactGroup::http, FactGroup::dns};

}  // namespace

FlowReport Teller::report(const FlowRecord& flow) {
    if (flow.content == nullptr) {
        remembered_.app = flow.app;
        remembered_.why = flow.why;
        remembered_.set(FactGroup::app, flow.app == App::none ? Known::absent : Known::value);
    }
    return {.state = &flow.state,
            .facts = flow.content != nullptr ? &flow.content->classified.facts : &remembered_,
            .removed = flow.action.removed(),
            .rule = flow.last_rule,
            .verdict = last_verdict(flow, *policy_)};
}

void Teller::seen(const FlowRecord& flow, FactChanges changes,
                  const std::array<Known, fact_group_count>& before, const Arrival& arrival,
                  Emit& out) {
    for (const FactGroup group : told_groups) {
        const bool is_new = before[static_cast<std::size_t>(group)] != Known::value;
        if (!changes.has(group) || !is_new) continue;
        const FlowReport now = report(flow);
        if (now.facts->of(group) != Known::value) continue;
        out.protocol_seen({.flow = now, .group = group, .at = arrival.at, .frame = arrival.frame});
    }
}

void Teller::tell(const FlowRecord& flow, RuleId rule, bool only_noted, const Arrival& arrival,
                  Emit& out) {
    out.rule_decided({.flow = report(flow),
                      .rule = rule,
                      .at = arrival.at,
                      .frame = arrival.frame,
                      .only_noted = only_noted});
}

void Teller::dropped(const FlowRecord& flow, const Fate& fate, const Arrival& arrival, Emit& out) {
    out.flow_dropped({.flow = report(flow),
                      .rule = fate.because,
                      .act = fate.act,
                      .at = arrival.at,
                      .frame = arrival.frame});
}

void Teller::ended(const FlowRecord& flow, FlowEnd why, Time now, Emit& out) {
    out.flow_ended({.flow = report(flow), .why = why, .at = now});
}

}  // namespace cordon

#include "tools/cordon/explanation.hh"

#include <fmt/core.h>

#include <algorithm>

#include "sim/core/calendar.hh"
#include "sim/policy/verdict_name.hh"
#include "sim/policy/wall_reach.hh"
#include "sim/report/safe_text.hh"
#include "tools/cordon/condition_text.hh"
#include "tools/cordon/packet_text.hh"
#include "tools/cordon/verdict_text.hh"

namespace cordon {
namespace {

/// What keeps a rule from acting, or that it acts.
std::string standing_text(const RuleBook::Standing& standing, bool decides) {
    if (decides) return "decides";
    if (!standing.holds) {
        return standing.condition == Truth::unknown ? "not known yet whether it holds"
                                                    : "does not hold";
    }
    if (!standing.in_schedule) return "holds, but is off at this time";
    if (!standing.chance_says_yes) return "holds, but its chance said no";
    return "holds, but an earlier rule decides, or it does not act on this packet";
}

std::string phases_text(const Rule& rule, const Policy& policy) {
    std::string text;
    for (const std::size_t phase : rule.in) {
        if (!text.empty()) text += ", ";
        text += safe_text(policy.phases[phase].name);
    }
    return text;
}

std::string_view to_text(DirectionLimit direction) {
    switch (direction) {
        case DirectionLimit::both:
            return "";
        case DirectionLimit::up:
            return ", of packets that go up only";
        case DirectionLimit::down:
            return ", of packets that go down only";
    }
    return "";
}

}  // namespace

std::string Explanation::rule_name(RuleId rule) const {
    const auto index = static_cast<std::size_t>(rule);
    return index < policy_->rules.size() ? safe_text(policy_->rules[index].name) : "no rule";
}

void Explanation::judged(const Arrival& arrival, const Decoded& decoded, const FlowRecord& flow,
                         const FlowPacket& packet, const Judgement& judgement,
                         const RuleBook& rules) {
    flow_id_ = flow.state.id;
    watching_ = true;
    const Facts& facts = flow.content->classified.facts;
    text_ =
        fmt::format("Packet {}: {}, {} bytes on the wire\n{}", arrival.frame,
                    readable_time(arrival.at), arrival.wire_length, headers_text(decoded.headers));
    if (decoded.headers.has_addresses()) {
        text_ += fmt::format("\nIts flow:\n{}\nWhat the wall knows of it:\n{}",
                             flow_text(flow.state, packet.direction), facts_text(facts));
    }
    const Situation situation{.packet = &packet,
                              .flow = &flow.state,
                              .facts = &facts,
                              .windows = flow.policy.windows.get(),
                              .flow_ordinal = flow.ordinal};
    tell_rules(rules, flow.policy, situation, judgement);
    tell_decision(judgement.decision);
}

void Explanation::tell_rules(const RuleBook& rules, const PolicyState& state,
                             const Situation& situation, const Judgement& judgement) {
    text_ += fmt::format("\nThe rules of {}, in order:\n", safe_text(policy_->name));
    if (policy_->rules.empty()) text_ += "  none\n";
    for (std::size_t i = 0; i < policy_->rules.size(); ++i) {
        const Rule& rule = policy_->rules[i];
        const RuleId id{static_cast<std::uint32_t>(i)};
        const bool decides = judgement.decision.because == id;
        const RuleBook::Standing standing = rules.explain(id, state, situation);
        text_ += fmt::format("  {}. {}: {}", i + 1, safe_text(rule.name),
                             standing_text(standing, decides));
        if (decides && judgement.decision.residual)
            text_ += ", by what an earlier flow left behind";
        if (standing.holds && standing.condition != Truth::yes) text_ += " (it held before)";
        if (!standing.in_schedule && !rule.in.empty()) {
            text_ += fmt::format(" (on in: {})", phases_text(rule, *policy_));
        }
        text_ += '\n';
        if (rule.when) text_ += condition_text(*rule.when, *policy_, seed_, situation, 7);
    }
}

void Explanation::tell_decision(const Decision& decision) {
    text_ += "\nThe verdict:\n";
    if (decision.because == no_rule) {
        text_ += "  pass: no rule decides\n";
        return;
    }
    const Rule& rule = policy_->rule(decision.because);
    text_ += fmt::format("  {}, because of {} ({}); for {}{}\n", verdicts_text(decision.verdicts),
                         rule_name(decision.because), safe_text(rule.where), scope_text(rule.scope),
                         to_text(decision.direction));
    for (const Verdict& verdict : decision.verdicts) {
        if (can_take(policy_->position, verdict)) continue;
        text_ += fmt::format("  but an on-path wall sees copies and cannot {}\n", name_of(verdict));
    }
}

std::string Explanation::text() const {
    std::string text = text_ + "\nWhat became of it:\n  " + (fate_.empty() ? "it waits" : fate_);
    text += '\n';
    if (injected_ > 0) {
        text += fmt::format("  the wall sent {} packet{} of its own\n", injected_,
                            injected_ == 1 ? "" : "s");
    }
    return text;
}

void Explanation::passed(std::span<const Arrival> run) {
    const bool is_there = std::any_of(
        run.begin(), run.end(), [&](const Arrival& arrival) { return arrival.frame == frame_; });
    if (is_there) fate_ = "it left the wall as it came";
}

void Explanation::left(const Departure& departure) {
    if (departure.arrival.frame == frame_) {
        fate_ = departure.act == Act::none
                    ? "it left the wall as it came"
                    : fmt::format("it was held for {} and left at {} ({}: {})",
                                  seconds_text(departure.held), readable_time(departure.arrival.at),
                                  rule_name(departure.because), cordon::to_text(departure.act));
    }
    const bool made_now = departure.arrival.frame == 0 && watching_;
    if (made_now && departure.flow_id == flow_id_) ++injected_;
}

void Explanation::removed(const Removal& removal) {
    if (removal.arrival.frame != frame_) return;
    fate_ = fmt::format("it was removed ({}: {})", rule_name(removal.because),
                        cordon::to_text(removal.act));
}

}  // namespace cordon

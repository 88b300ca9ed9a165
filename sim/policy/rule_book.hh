#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/classify/facts.hh"
#include "sim/policy/compiled_rule.hh"
#include "sim/policy/draws.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/policy_state.hh"
#include "sim/policy/residual_table.hh"
#include "sim/policy/rule_index.hh"
#include "sim/policy/schedule.hh"

namespace cordon {

/// What was decided about one packet, and what is new about it.
struct Judgement {
    Decision decision;
    bool first = false;  // this rule decides in this flow for the first time
};

/// A policy made ready to judge packets (DESIGN.md section 4, "Which rule decides"). Holds the
/// calendar; what is remembered of a flow lies in its PolicyState, what outlives flows in the
/// ResidualTable. The policy must outlive it.
class RuleBook {
public:
    RuleBook(const Policy& policy, std::uint64_t seed);

    /// What the rules name: the rest need not be found out.
    struct Needs {
        Wanted facts;
        bool flow_ordinals = false;
    };
    [[nodiscard]] const Needs& needs() const { return needs_; }

    /// Goes on asking the rules behind one that decides a flow for good, which makes no difference
    /// but to explanations.
    void ask_every_rule() { asks_every_rule_ = true; }

    /// Brings the calendar up to `now`, which never goes back.
    void advance(Time now) { schedule_.advance(now); }

    /// Decides about one packet of a flow that has counted it. `changes` says which facts became
    /// known with it. `noted` receives the rules that only note, the first time they do in a flow.
    [[nodiscard]] Judgement judge(PolicyState& state, const Situation& situation,
                                  FactChanges changes, ResidualTable& residuals,
                                  std::vector<RuleId>& noted) const {
        const FlowPacket& packet = *situation.packet;
        if (is_settled(state, *situation.flow, packet, residuals) &&
            !(changes.any() && concern(state, *situation.facts, changes))) {
            return {decision_of(state)};
        }
        return judge_anew(state, situation, changes, residuals, noted);
    }

    /// Whether a packet of a flow whose content is known passes without another look: no rule has
    /// decided on the flow, and nothing that could change that has happened.
    [[nodiscard]] bool passes(const PolicyState& state, const FlowState& flow,
                              const FlowPacket& packet, const ResidualTable& residuals) const {
        return state.decided == no_rule && is_settled(state, flow, packet, residuals);
    }

    /// Whether a rule may yet look at a fact of a flow whose content is known.
    [[nodiscard]] bool may_ask_for_facts(const PolicyState& state) const;

    /// How a rule stands with a flow right now, for explanations.
    struct Standing {
        Truth condition = Truth::yes;
        bool in_schedule = true;
        bool chance_says_yes = true;
        bool holds = false;
    };
    [[nodiscard]] Standing explain(RuleId rule, const PolicyState& state,
                                   const Situation& situation) const;

private:
    using Kind = CompiledRule::Kind;

    [[nodiscard]] bool is_settled(const PolicyState& state, const FlowState& flow,
                                  const FlowPacket& packet, const ResidualTable& residuals) const {
        return state.opened && !state.heed.asks_for(packet) && state.epoch == schedule_.epoch() &&
               state.residual_version == residuals.version() &&
               !(state.has_thresholds && state.next.reached(flow, packet.direction, packet.now));
    }
    /// Whether a rule that stands with the flow, or may come to, cares for these changes.
    [[nodiscard]] bool concern(const PolicyState& state, const Facts& facts,
                               FactChanges changes) const;
    [[nodiscard]] Decision decision_of(const PolicyState& state) const {
        if (state.decided == no_rule) return {};
        return decision_of(state.decided, state.by_residual);
    }
    [[nodiscard]] Decision decision_of(RuleId rule, bool by_residual) const;

    [[nodiscard]] Judgement judge_anew(PolicyState& state, const Situation& situation,
                                       FactChanges changes, ResidualTable& residuals,
                                       std::vector<RuleId>& noted) const;

    void note_needs(const CompiledRule& rule);

    /// What may have turned over with this packet for longer than the packet.
    [[nodiscard]] Dependence turned(const PolicyState& state, const Situation& situation,
                                    FactChanges changes) const;

    // The steps of judge_anew, in order.
    void take_up_rules(PolicyState& state, const Situation& situation, FactChanges changes) const;
    void take_up(RuleId id, PolicyState& state, const Situation& situation) const;
    [[nodiscard]] bool windows_may_be_asked_for(const PolicyState& state,
                                                const Situation& situation) const;
    /// Whether windows must be counted on the next packet too.
    [[nodiscard]] bool count_windows(PolicyState& state, Situation& situation) const;
    /// Whether anything may have changed for longer than this packet.
    [[nodiscard]] bool update_standings(PolicyState& state, const Situation& situation,
                                        FactChanges changes) const;
    /// How far a condition is looked at: at this packet, or also whether it can ever hold.
    enum class Look : std::uint8_t { now, ahead };
    [[nodiscard]] bool update(RuleStanding& standing, const Situation& situation, Look look) const;
    void hold(RuleStanding& standing, Truth now, const Situation& situation) const;
    [[nodiscard]] Judgement choose(PolicyState& state, const Situation& situation,
                                   ResidualTable& residuals, std::vector<RuleId>& noted) const;
    [[nodiscard]] static std::vector<RuleId> catch_flow(PolicyState& state,
                                                        const Situation& situation,
                                                        ResidualTable& residuals);
    [[nodiscard]] Judgement decide(PolicyState& state, RuleStanding& standing,
                                   bool by_residual) const;
    void note(PolicyState& state, RuleStanding& standing, const Situation& situation,
              std::vector<RuleId>& noted) const;
    [[nodiscard]] bool acts_by_itself(PolicyState& state, const RuleStanding& standing,
                                      const Situation& situation) const;
    [[nodiscard]] bool acts(PolicyState& state, const RuleStanding& standing, bool own,
                            bool is_caught, const Situation& situation) const;
    static bool forget_behind(RuleId rule, PolicyState& state);
    void spend(RuleStanding& standing, const Situation& situation, ResidualTable& residuals) const;
    void aim_thresholds(PolicyState& state, const Situation& situation) const;
    void settle(PolicyState& state) const;

    [[nodiscard]] const CompiledRule& compiled(RuleId id) const {
        return rules_[static_cast<std::size_t>(id)];
    }
    /// Whether the condition will be asked again: it latches, but not for one packet.
    [[nodiscard]] bool waits(const RuleStanding& standing) const {
        return !standing.spent &&
               (!standing.holds || compiled(standing.rule).kind == CompiledRule::Kind::packet);
    }

    const Policy* policy_;
    Schedule schedule_;
    Draws draws_;
    Thresholds thresholds_;
    Needs needs_;
    std::vector<CompiledRule> rules_;
    RuleIndex index_;
    std::vector<WindowSpec> windows_;
    Heed windowed_;                    // packets that some window counts
    RuleId first_windowed_ = no_rule;  // the first rule that names a window
    std::uint8_t groups_guarding_windows_ = 0;
    bool asks_every_rule_ = false;
};

}  // namespace cordon

#include <algorithm>

#include "sim/policy/rule_book.hh"

// The part of RuleBook that chooses the rule under which a packet goes.

namespace cordon {

Judgement RuleBook::choose(PolicyState& state, const Situation& situation, ResidualTable& residuals,
                           std::vector<RuleId>& noted) const {
    const std::vector<RuleId> caught = catch_flow(state, situation, residuals);
    state.residual_version = residuals.version();
    state.epoch = schedule_.epoch();
    state.decided = no_rule;
    state.by_residual = false;
    state.heed = caught.empty() ? Heed() : Heed::every();
    for (RuleStanding& standing : state.standings) {
        const bool is_caught = std::binary_search(caught.begin(), caught.end(), standing.rule);
        const bool own = acts_by_itself(state, standing, situation);
        if (!acts(state, standing, own, is_caught, situation)) continue;
        if (own) spend(standing, situation, residuals);
        // A rule that only notes leaves the packet to its own residual, where that caught the flow.
        const CompiledRule& rule = compiled(standing.rule);
        const bool by_itself = own && !rule.only_notes;
        const bool by_residual = !by_itself && is_caught && !rule.residual_only_notes;
        if (!by_itself && (own || !by_residual)) note(state, standing, situation, noted);
        if (by_itself || by_residual) return decide(state, standing, by_residual);
    }
    return {};
}

/// The rules whose residuals catch the flow; from now on they stand with it.
std::vector<RuleId> RuleBook::catch_flow(PolicyState& state, const Situation& situation,
                                         ResidualTable& residuals) {
    std::vector<RuleId> caught;
    residuals.catch_flow(*situation.flow, situation.packet->now, caught);
    for (const RuleId id : caught) {
        if (id <= state.last_followed) state.standing_of(id);
    }
    return caught;
}

Judgement RuleBook::decide(PolicyState& state, RuleStanding& standing, bool by_residual) const {
    const bool first = !standing.announced;
    standing.announced = true;
    state.decided = standing.rule;
    state.by_residual = by_residual;
    return {.decision = decision_of(state), .first = first};
}

/// Once a flow, with the first packet that the rule touches; until then each is looked at.
void RuleBook::note(PolicyState& state, RuleStanding& standing, const Situation& situation,
                    std::vector<RuleId>& noted) const {
    if (standing.noted) return;
    if (!touches(policy_->rule(standing.rule).direction, situation.packet->direction)) {
        state.heed.add(Heed::every());
        return;
    }
    standing.noted = true;
    noted.push_back(standing.rule);
}

/// Whether a rule may act because it holds for the flow itself. One whose act has still to begin is
/// asked again for each packet.
bool RuleBook::acts_by_itself(PolicyState& state, const RuleStanding& standing,
                              const Situation& situation) const {
    if (!standing.holds || standing.spent) return false;
    const bool early = standing.acts_late && situation.packet->now <= standing.idle_through;
    if (!early) return true;
    state.heed.add(Heed::every());
    return false;
}

/// Whether a rule that holds itself, or whose residual caught the flow, acts on this packet. One
/// that draws anew for each packet is asked again for each.
bool RuleBook::acts(PolicyState& state, const RuleStanding& standing, bool own, bool is_caught,
                    const Situation& situation) const {
    if (!own && !is_caught) return false;
    if (draws_.varies_by_packet(standing.rule)) state.heed.add(Heed::every());
    return schedule_.is_on(standing.rule) && draws_.says_yes(standing.rule, situation);
}

/// A rule with an after-effect acts once of its own; from then on it is its residual that acts.
void RuleBook::spend(RuleStanding& standing, const Situation& situation,
                     ResidualTable& residuals) const {
    if (compiled(standing.rule).kind != Kind::residual) return;
    standing.spent = true;
    residuals.remember(standing.rule, std::get<Residual>(policy_->rule(standing.rule).scope),
                       *situation.flow, situation.packet->now);
}

}  // namespace cordon

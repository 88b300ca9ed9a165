#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/classify/facts.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/compiled_rule.hh"
#include "sim/policy/found_rules.hh"
#include "sim/policy/interval_triggers.hh"
#include "sim/policy/name_triggers.hh"

namespace cordon {

/// Says which rules are worth a look, so that a flow costs what the rules about it cost and not
/// what the policy holds. A rule that needs a certain address, port, name or application (its
/// condition's trigger) is found by that; the others are looked at once when a flow opens and when
/// a fact that they name has come. What is found may hold; what is not found cannot.
class RuleIndex {
public:
    /// `rules` in order of RuleId. The policy must outlive this.
    void build(std::span<const CompiledRule> rules, const Policy& policy);

    /// Appends the rules to look at when a flow opens; some perhaps twice.
    void find_at_opening(const FlowState& flow, FoundRules& found) const;

    /// Up to where the names of each group that has names were looked at, in order of FactGroup.
    using NamesDone = std::array<std::uint32_t, 3>;

    /// Appends those to look at when facts of this group have come or been added to; brings
    /// `names_done` up to date.
    void find_by_facts(FactGroup group, const Facts& facts, NamesDone& names_done,
                       FoundRules& found) const;

    /// The groups whose coming may make find_by_facts() find something, as FactChanges::bits.
    [[nodiscard]] std::uint8_t groups() const { return groups_; }

private:
    /// Rules found by addresses and ports, gathered by the operand that they share.
    class SideTriggers;

    void add_untriggered(const CompiledRule& rule, RuleId id);

    std::vector<RuleId> always_;
    IntervalTriggers<IpAddress> by_server_;
    IntervalTriggers<std::int64_t> by_port_;
    std::array<std::vector<RuleId>, fact_group_count> naming_;  // untriggered rules by group
    std::array<NameTriggers, fact_group_count> by_name_;
    std::vector<std::vector<RuleId>> by_app_;  // by App
    std::uint8_t groups_ = 0;
};

}  // namespace cordon

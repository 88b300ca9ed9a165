#pragma once

#include <array>

#include "sim/action/actor.hh"
#include "sim/flow_record.hh"
#include "sim/policy/policy.hh"
#include "sim/report/emit.hh"

namespace cordon {

/// Tells Emit what became of flows: puts together what reports say of one.
class Teller {
public:
    /// The policy must outlive it.
    explicit Teller(const Policy& policy) : policy_(&policy) {}

    /// Of the groups that `changes` names, those that have just become values: what was known
    /// before is `before`.
    void seen(const FlowRecord& flow, FactChanges changes,
              const std::array<Known, fact_group_count>& before, const Arrival& arrival, Emit& out);
    void decided(const FlowRecord& flow, RuleId rule, const Arrival& arrival, Emit& out) {
        tell(flow, rule, false, arrival, out);
    }
    void noted(const FlowRecord& flow, RuleId rule, const Arrival& arrival, Emit& out) {
        tell(flow, rule, true, arrival, out);
    }
    /// A packet was removed, by this rule for the first time in the flow.
    void dropped(const FlowRecord& flow, const Fate& fate, const Arrival& arrival, Emit& out);
    void ended(const FlowRecord& flow, FlowEnd why, Time now, Emit& out);

private:
    void tell(const FlowRecord& flow, RuleId rule, bool only_noted, const Arrival& arrival,
              Emit& out);
    /// The flow as reports name it: a view, valid until the next.
    [[nodiscard]] FlowReport report(const FlowRecord& flow);

    const Policy* policy_;
    Facts remembered_;  // what little was kept of a flow whose content was given back
};

}  // namespace cordon

#pragma once

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>

#include "sim/classify/facts.hh"
#include "sim/core/time.hh"
#include "sim/policy/decision.hh"
#include "sim/policy/heed.hh"
#include "sim/policy/thresholds.hh"
#include "sim/policy/window_set.hh"

namespace cordon {

/// Where one rule stands with one flow.
struct RuleStanding {
    RuleId rule = no_rule;
    bool fresh : 1 = false;      // taken up with this packet
    bool fits : 1 = false;       // of what never changes in a flow, nothing speaks against it
    bool holds : 1 = false;      // flow and residual scope: latched; packet scope: at this packet
    bool announced : 1 = false;  // it has decided in this flow before
    bool noted : 1 = false;      // it has been recorded by a note before
    bool spent : 1 = false;      // residual scope: its entry was made, the flow triggers no more
    bool acts_late : 1 = false;  // `after:` delays the act
    Time idle_through{};         // the last moment of the delay
};

/// What the policy remembers of one flow. A flow is settled while nothing that its rules look at
/// can have changed: then its last decision stands.
struct PolicyState {
    // Looked at on every packet.
    std::uint32_t epoch = 0;             // of the schedule when the decision was made
    std::uint32_t residual_version = 0;  // of the residual table then
    RuleId decided = no_rule;
    RuleId last_followed = no_rule;  // once it decides for good; no_rule, the greatest: all are
    bool opened = false;
    Heed heed;                    // packets to look at whatever they change
    bool has_thresholds = false;  // `next` counts
    bool by_residual = false;
    std::uint8_t groups = 0;  // of facts that its standings wait for, as FactChanges::bits

    // Touched when something changes.
    NextThresholds next;
    boost::container::small_vector<RuleStanding, 2> standings;  // in order of rule; none for `no`
    std::unique_ptr<WindowSet> windows;
    std::array<std::uint32_t, 3> names_considered{};  // see RuleIndex::NamesDone

    /// Where the rule stands with the flow; from now on if it did not.
    RuleStanding& standing_of(RuleId rule) {
        auto at = std::lower_bound(standings.begin(), standings.end(), rule,
                                   [](const RuleStanding& s, RuleId id) { return s.rule < id; });
        if (at == standings.end() || at->rule != rule) {
            at = standings.insert(at, RuleStanding{.rule = rule});
        }
        return *at;
    }
};

}  // namespace cordon

#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>

#include "sim/classify/facts.hh"
#include "sim/core/time.hh"
#include "sim/policy/decision.hh"
#include "sim/policy/thresholds.hh"
#include "sim/policy/window_set.hh"

namespace cordon {

/// Where one rule stands with one flow.
struct RuleStanding {
    RuleId rule = no_rule;
    bool asked = false;            // its condition has been evaluated
    bool holds = false;            // flow and residual scope: latched; packet scope: at this packet
    bool announced = false;        // it has decided (or noted) in this flow before
    bool spent = false;            // residual scope: its entry was made, the flow triggers no more
    Time acts_from = Time::min();  // `after:` delays the act
};

/// What the policy remembers of one flow. A flow is settled while nothing that its rules look at
/// can have changed: then its last decision stands.
struct PolicyState {
    // Looked at on every packet.
    std::uint32_t epoch = 0;             // of the schedule when the decision was made
    std::uint32_t residual_version = 0;  // of the residual table then
    RuleId decided = no_rule;
    bool opened = false;
    bool each_packet = false;     // something must be looked at on every packet
    bool has_thresholds = false;  // `next` counts
    bool by_residual = false;

    // Touched when something changes.
    NextThresholds next;
    boost::container::small_vector<RuleStanding, 2> standings;  // in order of rule; none for `no`
    std::unique_ptr<WindowSet> windows;
    std::array<std::uint16_t, fact_group_count> names_considered{};  // by group
};

}  // namespace cordon

#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>

#include "sim/action/action_state.hh"
#include "sim/classify/classifier.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/policy_state.hh"
#include "sim/report/event.hh"

namespace cordon {

/// All that the engine remembers of one flow: what each stage wants remembered. What a packet of a
/// settled flow touches comes first, within four cache lines.
struct FlowRecord {
    FlowState state;
    TcpTrack tcp;
    bool content_known = false;  // content.settled, told here to be near
    ActionState action;
    PolicyState policy;

    std::uint32_t ordinal = 0;   // the k-th flow of its key, from 0
    RuleId last_rule = no_rule;  // that decided last; stays when it no longer decides
    boost::container::small_vector<RuleId, 1> dropped_by;  // rules that removed a packet of it
    ClassifyState content;
};

/// The flow as reports name it. A view of its facts.
[[nodiscard]] FlowReport report_of(const FlowRecord& flow, const Policy& policy);

}  // namespace cordon

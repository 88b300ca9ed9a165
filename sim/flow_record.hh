#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>

#include "sim/action/action_state.hh"
#include "sim/classify/classifier.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/policy_state.hh"
#include "sim/report/event.hh"

namespace cordon {

/// What only packets that tell something new touch: an allocation of its own, so that the records
/// of settled flows lie close together.
struct FlowContent {
    ClassifyState classified;
    LinkHeaders links;  // kept when the policy has rules that inject packets
};

/// All that the engine remembers of one flow: what each stage wants remembered. What a packet of a
/// settled flow touches comes first, within four cache lines.
struct FlowRecord {
    FlowState state;
    TcpTrack tcp;
    bool content_known = false;  // its content is settled: told here to be near
    ActionState action;
    PolicyState policy;

    std::uint32_t ordinal = 0;   // the k-th flow of its key, from 0
    RuleId last_rule = no_rule;  // that decided last; stays when it no longer decides
    boost::container::small_vector<RuleId, 1> dropped_by;  // rules that removed a packet of it
    std::unique_ptr<FlowContent> content = std::make_unique<FlowContent>();

    [[nodiscard]] const Facts& facts() const { return content->classified.facts; }
};

/// The flow as reports name it. A view of its facts.
[[nodiscard]] FlowReport report_of(const FlowRecord& flow, const Policy& policy);

}  // namespace cordon

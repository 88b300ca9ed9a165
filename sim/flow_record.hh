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

/// What only packets that tell something new touch. It lies apart, and is given back as soon as the
/// content is known and nobody will ask for its facts again: most flows then keep but their
/// application.
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
    App app = App::none;                                   // once the content is known
    AppWhy why = AppWhy::none;                             // likewise
    std::unique_ptr<FlowContent> content = std::make_unique<FlowContent>();  // null: given back
};

/// The flow as reports name it, with a view of its facts; where those were given back, of
/// `remembered`, into which the little that was kept is put.
[[nodiscard]] FlowReport report_of(const FlowRecord& flow, const Policy& policy, Facts& remembered);

}  // namespace cordon

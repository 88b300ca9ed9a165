#pragma once

#include <array>
#include <cstdint>

#include "sim/action/action_state.hh"
#include "sim/classify/classifier.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/observe.hh"
#include "sim/policy/policy_state.hh"

namespace cordon {

/// What only packets that tell something new touch. It lies apart, and is given back as soon as the
/// content is known and nobody will ask for its facts again: most flows then keep but their
/// application.
struct FlowContent {
    LinkHeaders links;  // kept when the policy has rules that reset
    ClassifyState classified;
    std::uint32_t pool_index = 0;  // written by Shard only
};

/// All that the engine remembers of one flow: what each stage wants remembered. What a packet that
/// tells nothing new touches comes first, within four cache lines.
struct FlowRecord {
    FlowState state;
    TcpTrack tcp;
    bool content_known = false;       // its content is settled: told here to be near
    std::array<bool, 2> heard_out{};  // ClassifyState::heard_out, likewise
    App app = App::none;              // once the content is known
    AppWhy why = AppWhy::none;        // likewise
    bool last_by_residual = false;    // `last_rule` decided by its residual entry
    FlowContent* content = nullptr;   // the shard's; null: given back
    RuleId last_rule = no_rule;       // that decided last; stays when it no longer decides
    std::uint32_t ordinal = 0;        // the k-th flow of its key, from 0
    ActionState action;
    PolicyState policy;
    std::uint64_t number = 0;  // in the order in which the engine opened them, from 1
};

}  // namespace cordon

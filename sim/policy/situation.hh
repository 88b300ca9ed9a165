#pragma once

#include <cstdint>
#include <span>

#include "sim/classify/facts.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/window_set.hh"

namespace cordon {

/// All that a condition may look at: one packet, the flow it belongs to, and what is known of it.
/// Views; valid while the packet is judged.
struct Situation {
    const FlowPacket* packet = nullptr;
    const FlowState* flow = nullptr;
    const Facts* facts = nullptr;
    const WindowSet* windows = nullptr;  // null: nothing has been counted
    std::uint32_t flow_ordinal = 0;      // this is the k-th flow of its key, from 0
    bool facts_are_final = false;        // no name will be added to them
};

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/action/action_state.hh"
#include "sim/action/reset.hh"
#include "sim/report/emit.hh"

namespace cordon {

/// The packet that makes the wall send resets; views, valid while the packet is.
struct ResetTrigger {
    const Arrival& arrival;
    const Headers& headers;
    Direction direction = Direction::up;
    Trigger fate = Trigger::removed;
    const LinkHeaders* links = nullptr;  // of its flow; null when none are remembered
    std::uint64_t flow_id = 0;
    RuleId because = no_rule;
    Time now;
};

/// Sends the resets that answer `trigger`: to the client first, then to the server, as far as
/// `reset.to` names them and something is to be reset there. Each goes behind the link header last
/// seen in its direction, else behind the trigger's, turned round. Tells how many went out.
/// Requires: can_be_reset(trigger.headers).
std::uint64_t inject_resets(const Reset& reset, const ResetTrigger& trigger, const TcpTrack& track,
                            Emit& emit);

}  // namespace cordon

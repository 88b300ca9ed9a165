#pragma once

#include <cstdint>

#include "sim/action/injection.hh"
#include "sim/action/reset.hh"

namespace cordon {

/// Sends the resets that answer a segment, which met this `fate`: to the client first, then to the
/// server, as far as `reset.to` names them and something is to be reset there. Tells how many went
/// out. Requires: can_be_reset(cause.headers).
std::uint64_t inject_resets(const Reset& reset, const InjectionCause& cause, Trigger fate,
                            const TcpTrack& track, Emit& emit);

}  // namespace cordon

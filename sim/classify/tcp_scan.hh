#pragma once

#include "sim/classify/classifier.hh"
#include "sim/classify/fact_writer.hh"

namespace cordon {

/// Looks at one TCP segment of a flow: puts its direction in order, reads on where the last segment
/// ended, gives up at the limits, and settles the state when nothing more is asked for.
void scan_tcp(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
              const FlowPacket& packet, const StreamHead::Limits& limits, FactWriter& facts);

/// Nothing more comes: what half told what the flow is must do, then its addresses.
void give_up_tcp(ClassifyState& state, const FlowState& flow, FactWriter& facts);

}  // namespace cordon

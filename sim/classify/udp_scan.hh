#pragma once

#include "sim/classify/classifier.hh"
#include "sim/classify/fact_writer.hh"

namespace cordon {

/// Looks at one datagram of a flow. Settles the state when one told what the flow is (DNS goes on
/// with Wanted::later_names), or at the limit of datagrams.
void scan_udp(const Wanted& wanted, ClassifyState& state, const FlowState& flow,
              const FlowPacket& packet, FactWriter& facts);

}  // namespace cordon

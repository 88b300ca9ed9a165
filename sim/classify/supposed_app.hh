#pragma once

#include "sim/classify/classifier.hh"
#include "sim/classify/fact_writer.hh"
#include "sim/flow/flow_state.hh"

namespace cordon {

/// Of a TCP flow in which nothing more will show what it is: what a hint or the server's address
/// let suppose. Whatever else is unknown becomes absent, but for payload and stream.
void suppose_app(const ClassifyState& state, const FlowState& flow, FactWriter& facts);

}  // namespace cordon

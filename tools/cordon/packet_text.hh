#pragma once

#include <string>

#include "sim/classify/facts.hh"
#include "sim/decode/decode.hh"
#include "sim/flow/flow_state.hh"

namespace cordon {

/// What the headers of a packet say, in one or two lines with two spaces before each.
[[nodiscard]] std::string headers_text(const Headers& headers);

/// The flow: who opened it, when, what it carried so far.
[[nodiscard]] std::string flow_text(const FlowState& flow, Direction direction);

/// What is known of a flow's content, one fact a line; facts that may still come and facts that
/// will not are told apart.
[[nodiscard]] std::string facts_text(const Facts& facts);

}  // namespace cordon

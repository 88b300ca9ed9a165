#pragma once

#include <cstdint>

#include "sim/core/time.hh"
#include "sim/flow/flow_key.hh"

namespace cordon {

/// Names a flow in all output files: below 2^53, so that JavaScript and jq read it exactly, and
/// never 0. A hash of its key, start and first frame: it does not depend on threads, policies or
/// the other flows. Two of a million flows share one with a chance of 1 in 18,000.
[[nodiscard]] std::uint64_t make_flow_id(const FlowKey& key, Time started,
                                         std::uint64_t first_frame);

}  // namespace cordon

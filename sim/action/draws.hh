#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/core/keyed_random.hh"
#include "sim/flow/direction.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// Which verdict of a rule a draw is for: its place in the list that decided.
struct VerdictPlace {
    std::size_t in_list = 0;
    bool residual = false;  // the list of the rule's residual scope
};

/// The draw for one packet and one verdict: `rule` (seed and rule name), mixed with what tells this
/// packet from all others: flow key, `k` (the how-manieth flow of that key), direction, and its
/// ordinal among the flow's packets of that direction, which `flow` has counted already.
[[nodiscard]] KeyedRandom packet_draw(KeyedRandom rule, VerdictPlace place, const FlowState& flow,
                                      std::uint64_t k, Direction direction);

/// How long this packet is delayed: uniform in by - jitter .. by + jitter to the nanosecond, ends
/// included; what would be less than nothing is nothing.
[[nodiscard]] Duration drawn_delay(const Delay& delay, const KeyedRandom& draw);

}  // namespace cordon

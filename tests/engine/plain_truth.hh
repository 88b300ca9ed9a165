#pragma once

#include <cstdint>
#include <vector>

#include "sim/classify/facts.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/truth.hh"

namespace cordon::test {

/// One packet, as its flow remembers it.
struct Past {
    Time at;
    Direction direction = Direction::up;
    std::int64_t payload = 0;
};

/// One packet in its flow, the last of those past. Views.
struct Moment {
    const FlowPacket& packet;
    const FlowState& flow;
    const Facts& facts;
    const std::vector<Past>& past;
};

/// What a condition is at some moment: each comparison read from what the flow has shown, counters
/// and windows from its packets, one by one; then `not`, `and`, `or` of three values.
[[nodiscard]] Truth plain_truth(const Expression& condition, const Moment& moment,
                                const Policy& policy);

}  // namespace cordon::test

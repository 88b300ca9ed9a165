#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "sim/action/action_state.hh"
#include "sim/action/address_buckets.hh"
#include "sim/flow/flow_state.hh"

namespace cordon {

/// Finds the bucket that a throttle means by `each`. Those of one flow live in the flow's own
/// record, those shared between flows here. Throttles are told apart by where they lie in the
/// policy, which outlives this.
class ThrottleBuckets {
public:
    struct Config {
        std::size_t most_address_buckets = 1'000'000;  // of each throttle
        std::uint64_t hash_key = 0;                    // see AddressBuckets
    };
    explicit ThrottleBuckets(const Config& config) : config_(config) {}

    /// The bucket for a packet of `flow`; made, and full, when there is none. Valid until the next
    /// call.
    [[nodiscard]] ThrottleBucket& at(const Throttle& throttle, const FlowState& flow,
                                     ActionState& action, Direction direction, Time now);

    /// Buckets that were given up although they were not idle.
    [[nodiscard]] std::uint64_t forgotten() const;

private:
    [[nodiscard]] ThrottleBucket& shared(const Throttle& throttle, const IpAddress& address,
                                         Time now);

    std::unordered_map<const Throttle*, AddressBuckets> shared_;
    Config config_;
};

}  // namespace cordon

#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/core/time.hh"
#include "sim/flow/flow_state.hh"
#include "sim/policy/expression.hh"

namespace cordon {

/// The next values of a flow's counters at which some comparison with a constant may turn over.
struct NextThresholds {
    std::array<std::uint64_t, 2> bytes{none, none};
    std::array<std::uint32_t, 2> packets{no_packets, no_packets};
    Time age_at = Time::max();

    static constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
    static constexpr std::uint32_t no_packets = std::numeric_limits<std::uint32_t>::max();

    /// Whether a packet of this direction, just counted, has reached one.
    [[nodiscard]] bool reached(const FlowState& flow, Direction direction, Time now) const {
        const std::size_t i = index(direction);
        return flow.payload_bytes[i] >= bytes[i] || flow.packets[i] >= packets[i] || now >= age_at;
    }
};

/// All constants that the rules compare counters and ages with, sorted, so that thousands of
/// comparisons cost a flow one.
class Thresholds {
public:
    /// Takes note of a comparison of a counter or an age; false when it is none with a constant
    /// (a set): then every packet must be looked at.
    bool add(const Comparison& comparison);
    void seal();

    /// The next ones ahead of where the flow stands now.
    [[nodiscard]] NextThresholds after(const FlowState& flow, Time now) const;

private:
    std::array<std::vector<std::uint64_t>, 2> bytes_;
    std::array<std::vector<std::uint64_t>, 2> packets_;
    std::vector<std::uint64_t> ages_;  // ns
};

}  // namespace cordon

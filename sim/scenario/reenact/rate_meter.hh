#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "sim/core/time.hh"

namespace cordon {

/// The most bytes that passed within one window of a clock that ticks in windows.
class RateMeter {
public:
    explicit RateMeter(Duration window) : window_(window) {}

    void add(Time at, std::uint64_t bytes) {
        const std::int64_t tick = to_ns(at) / window_.count();
        if (tick != tick_) in_tick_ = 0;
        tick_ = tick;
        in_tick_ += bytes;
        most_ = std::max(most_, in_tick_);
    }
    [[nodiscard]] std::uint64_t most() const { return most_; }

private:
    Duration window_;
    std::int64_t tick_ = std::numeric_limits<std::int64_t>::min();
    std::uint64_t in_tick_ = 0;
    std::uint64_t most_ = 0;
};

}  // namespace cordon

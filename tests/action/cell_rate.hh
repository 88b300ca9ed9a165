#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/core/time.hh"

namespace cordon::test {

/// Another way to the rule of a token bucket: the generic cell rate algorithm (ITU-T I.371) as
/// virtual scheduling, in exact integers. For times from 1970 on.
class CellRate {
public:
    CellRate(std::uint64_t bits_per_second, std::uint64_t burst_bytes)
        : rate_(bits_per_second), tolerance_(Units{burst_bytes} * unit) {}

    bool conforms(std::uint64_t bytes, Time now) {
        const Units at = Units{to_ns(now)} * rate_;
        const Units due = std::max(at, expected_) + Units{bytes} * unit;
        if (due - at > tolerance_) return false;
        expected_ = due;
        return true;
    }

private:
    __extension__ using Units = __int128;
    static constexpr std::int64_t unit = 8'000'000'000;  // of a byte: bits times ns a second

    Units rate_, tolerance_;
    Units expected_ = 0;
};

}  // namespace cordon::test

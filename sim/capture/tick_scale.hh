#pragma once

#include <cstdint>

#include "sim/core/time.hh"

namespace cordon {

/// How an interface of pcapng counts time: `if_tsresol` (a power of 10 or of 2) and `if_tsoffset`
/// (seconds to add), draft-ietf-opsawg-pcapng section 4.2. Times are truncated to nanoseconds and
/// clamped to what 64 bits of them hold (1677 to 2262).
class TickScale {
public:
    TickScale() : TickScale(6, 0) {}  // the default: microseconds
    TickScale(std::uint8_t if_tsresol, std::int64_t offset_seconds);

    struct Converted {
        Time at;
        bool out_of_range = false;
    };
    [[nodiscard]] Converted convert(std::uint64_t ticks) const {
        if (ticks < exact_below_) {
            return {.at = time_from_ns(static_cast<std::int64_t>(ticks * ns_per_tick_))};
        }
        return convert_slowly(ticks);
    }

private:
    [[nodiscard]] Converted convert_slowly(std::uint64_t ticks) const;

    std::uint64_t exact_below_ = 0;  // ticks that need one multiplication and cannot overflow
    std::uint64_t ns_per_tick_ = 0;
    std::int64_t offset_seconds_;
    std::uint8_t resolution_;
};

}  // namespace cordon

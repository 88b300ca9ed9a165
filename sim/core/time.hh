#pragma once

#include <chrono>
#include <cstdint>

namespace cordon {

/// The clock of the packets: whatever drives the engine says what time it is. Nothing reads it.
struct PacketClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<PacketClock, duration>;
    static constexpr bool is_steady = false;
};

using Duration = std::chrono::nanoseconds;  // integer; 292 years either way
using Time = PacketClock::time_point;       // nanoseconds since 1970-01-01T00:00:00Z

inline constexpr std::int64_t ns_per_s = Duration::period::den;

[[nodiscard]] constexpr Time time_from_ns(std::int64_t since_1970) {
    return Time{Duration{since_1970}};
}
[[nodiscard]] constexpr std::int64_t to_ns(Time at) {
    return at.time_since_epoch().count();
}

/// `at` + `by`, held within the times that there are.
[[nodiscard]] constexpr Time later_by(Time at, Duration by) {
    std::int64_t ns = 0;
    if (!__builtin_add_overflow(to_ns(at), by.count(), &ns)) return time_from_ns(ns);
    return by > Duration::zero() ? Time::max() : Time::min();
}

/// `later` - `earlier`, held within the durations that there are: times may lie further apart.
[[nodiscard]] constexpr Duration time_between(Time earlier, Time later) {
    std::int64_t ns = 0;
    if (!__builtin_sub_overflow(to_ns(later), to_ns(earlier), &ns)) return Duration{ns};
    return later > earlier ? Duration::max() : Duration::min();
}

/// `a` + `b`, held within the durations that there are.
[[nodiscard]] constexpr Duration sum_of(Duration a, Duration b) {
    std::int64_t ns = 0;
    if (!__builtin_add_overflow(a.count(), b.count(), &ns)) return Duration{ns};
    return b > Duration::zero() ? Duration::max() : Duration::min();
}

}  // namespace cordon

#include "sim/capture/tick_scale.hh"

#include <algorithm>
#include <limits>

namespace cordon {

namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::uint8_t power_of_two_flag = 0x80;
constexpr unsigned ns_digits = 9;
constexpr unsigned most_digits = 19;     // 10^19 is the last power of ten in 64 bits
constexpr unsigned most_bits = 64 + 30;  // ticks times ns_per_s have fewer bits than this

std::uint64_t power_of_ten(unsigned exponent) {
    std::uint64_t power = 1;
    for (unsigned i = 0; i < exponent; ++i) power *= 10;
    return power;
}

/// Ticks since the interface's own zero, in nanoseconds, truncated.
Wide to_nanoseconds(std::uint64_t ticks, std::uint8_t resolution) {
    if ((resolution & power_of_two_flag) != 0) {
        const unsigned bits = resolution & 0x7fU;
        if (bits >= most_bits) return 0;
        return static_cast<Wide>((static_cast<UnsignedWide>(ticks) * ns_per_s) >> bits);
    }
    if (resolution <= ns_digits) {
        return static_cast<Wide>(static_cast<UnsignedWide>(ticks) *
                                 power_of_ten(ns_digits - resolution));
    }
    const unsigned surplus = resolution - ns_digits;
    return surplus > most_digits ? 0 : static_cast<Wide>(ticks / power_of_ten(surplus));
}

}  // namespace

TickScale::TickScale(std::uint8_t if_tsresol, std::int64_t offset_seconds)
    : offset_seconds_(offset_seconds), resolution_(if_tsresol) {
    if (offset_seconds != 0 || if_tsresol > ns_digits) return;
    ns_per_tick_ = power_of_ten(ns_digits - if_tsresol);
    exact_below_ =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / ns_per_tick_ + 1;
}

TickScale::Converted TickScale::convert_slowly(std::uint64_t ticks) const {
    const Wide ns = to_nanoseconds(ticks, resolution_) +
                    static_cast<Wide>(offset_seconds_) * static_cast<Wide>(ns_per_s);
    constexpr Wide least = std::numeric_limits<std::int64_t>::min();
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    return {.at = time_from_ns(static_cast<std::int64_t>(std::clamp(ns, least, most))),
            .out_of_range = ns < least || ns > most};
}

}  // namespace cordon

#include "sim/report/eve_clock.hh"

#include <array>

#include "sim/core/calendar.hh"

namespace cordon {

void EveClock::append(std::string& out, Time at) {
    // By division, as the second below the first nanosecond of Time is no longer one.
    std::int64_t second = to_ns(at) / ns_per_s;
    std::int64_t within_ns = to_ns(at) % ns_per_s;
    if (within_ns < 0) {
        within_ns += ns_per_s;
        --second;
    }
    if (second != second_) {
        constexpr std::size_t up_to_the_second = 19;
        prefix_ = eve_timestamp(at).substr(0, up_to_the_second);
        second_ = second;
    }
    std::array<char, 6> digits;
    auto microseconds = static_cast<std::uint32_t>(within_ns / 1000);
    for (std::size_t i = digits.size(); i-- > 0;) {
        digits[i] = static_cast<char>('0' + microseconds % 10);
        microseconds /= 10;
    }
    out += prefix_;
    out += '.';
    out.append(digits.data(), digits.size());
    out += "+0000";
}

}  // namespace cordon

#include "sim/report/eve_clock.hh"

#include <gtest/gtest.h>

#include <limits>

#include "sim/core/calendar.hh"

namespace cordon {
namespace {

std::string shown(EveClock& clock, std::int64_t ns) {
    std::string out;
    clock.append(out, time_from_ns(ns));
    return out;
}

TEST(EveClock, AgreesWithTheCalendarWithinAndAcrossSeconds) {
    EveClock clock;
    for (const std::int64_t ns :
         {std::int64_t{0}, std::int64_t{999}, std::int64_t{1000}, std::int64_t{999'999'999},
          std::int64_t{1'000'000'000}, std::int64_t{1'506'384'000'123'456'789}, std::int64_t{-1},
          std::int64_t{-1'000'000'001}, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()}) {
        EXPECT_EQ(shown(clock, ns), eve_timestamp(time_from_ns(ns)));
    }
}

TEST(EveClock, CutsToMicroseconds) {
    EveClock clock;
    EXPECT_EQ(shown(clock, 1'506'384'000'123'456'789), "2017-09-26T00:00:00.123456+0000");
}

}  // namespace
}  // namespace cordon

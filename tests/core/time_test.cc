#include "sim/core/time.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

constexpr Duration ns{1};

TEST(LaterBy, AddsAndTakesAway) {
    EXPECT_EQ(later_by(time_from_ns(5), 3 * ns), time_from_ns(8));
    EXPECT_EQ(later_by(time_from_ns(5), -8 * ns), time_from_ns(-3));
}

TEST(LaterBy, StopsAtTheEndsOfTime) {
    EXPECT_EQ(later_by(Time::max() - ns, ns), Time::max());
    EXPECT_EQ(later_by(Time::max() - ns, 2 * ns), Time::max());
    EXPECT_EQ(later_by(Time::max(), Duration::max()), Time::max());
    EXPECT_EQ(later_by(Time::min() + ns, -ns), Time::min());
    EXPECT_EQ(later_by(Time::min(), -ns), Time::min());
    EXPECT_EQ(later_by(Time::min(), Duration::max()), time_from_ns(-1));
}

TEST(TimeBetween, IsNegativeWhereTheSecondIsEarlier) {
    EXPECT_EQ(time_between(time_from_ns(-3), time_from_ns(5)), 8 * ns);
    EXPECT_EQ(time_between(time_from_ns(5), time_from_ns(-3)), -8 * ns);
}

TEST(TimeBetween, StopsAtTheLongestDuration) {
    EXPECT_EQ(time_between(time_from_ns(0), Time::max()), Duration::max());
    EXPECT_EQ(time_between(time_from_ns(-1), Time::max() - ns), Duration::max());
    EXPECT_EQ(time_between(time_from_ns(-1), Time::max()), Duration::max());
    EXPECT_EQ(time_between(Time::max(), time_from_ns(-2)), Duration::min());
    EXPECT_EQ(time_between(Time::min(), Time::max()), Duration::max());
}

TEST(SumOf, StopsAtTheLongestDurations) {
    EXPECT_EQ(sum_of(3 * ns, -5 * ns), -2 * ns);
    EXPECT_EQ(sum_of(Duration::max() - ns, ns), Duration::max());
    EXPECT_EQ(sum_of(Duration::max(), ns), Duration::max());
    EXPECT_EQ(sum_of(Duration::min(), -ns), Duration::min());
}

}  // namespace
}  // namespace cordon

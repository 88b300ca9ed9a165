#include "sim/capture/tick_scale.hh"

#include <gtest/gtest.h>

#include <limits>

namespace cordon {
namespace {

constexpr std::int64_t s = ns_per_s;
constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

std::int64_t ns(const TickScale& scale, std::uint64_t ticks) {
    return to_ns(scale.convert(ticks).at);
}

TEST(TickScale, IsMicrosecondsUnlessSaid) {
    EXPECT_EQ(ns(TickScale(), 1'000'001), s + 1'000);
}

TEST(TickScale, KnowsPowersOfTen) {
    EXPECT_EQ(ns(TickScale(0, 0), 3), 3 * s);
    EXPECT_EQ(ns(TickScale(9, 0), 3), 3);
}

TEST(TickScale, TruncatesWhatIsFinerThanNanoseconds) {
    EXPECT_EQ(ns(TickScale(12, 0), 1'999), 1);
    EXPECT_EQ(ns(TickScale(28, 0), most), 1) << "10^19 ticks a nanosecond";
    EXPECT_EQ(ns(TickScale(29, 0), most), 0);
    EXPECT_EQ(ns(TickScale(127, 0), most), 0);
}

TEST(TickScale, KnowsPowersOfTwo) {
    EXPECT_EQ(ns(TickScale(0x80, 0), 3), 3 * s);
    EXPECT_EQ(ns(TickScale(0x81, 0), 3), 3 * s / 2);
    EXPECT_EQ(ns(TickScale(0xa0, 0), std::uint64_t{1} << 31U), s / 2);
    EXPECT_EQ(ns(TickScale(0x80 | 93, 0), most), 1);
    EXPECT_EQ(ns(TickScale(0x80 | 94, 0), most), 0);
    EXPECT_EQ(ns(TickScale(0xff, 0), most), 0);
}

TEST(TickScale, AddsItsOffset) {
    EXPECT_EQ(ns(TickScale(6, 10), 0), 10 * s);
    EXPECT_EQ(ns(TickScale(6, -10), 1), -10 * s + 1'000);
    EXPECT_EQ(ns(TickScale(9, -9'223'372'037), most / 2), -145'224'193);
}

TEST(TickScale, ClampsBeyondWhatFits) {
    const auto nanoseconds = TickScale(9, 0);
    EXPECT_EQ(ns(nanoseconds, most / 2), latest);
    EXPECT_FALSE(nanoseconds.convert(most / 2).out_of_range);
    EXPECT_EQ(ns(nanoseconds, most / 2 + 1), latest);
    EXPECT_TRUE(nanoseconds.convert(most / 2 + 1).out_of_range);
    const auto early = TickScale(6, std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(ns(early, most), std::numeric_limits<std::int64_t>::min());
    EXPECT_TRUE(early.convert(0).out_of_range);
}

}  // namespace
}  // namespace cordon

#include "sim/action/throttle_bucket.hh"

#include <gtest/gtest.h>

#include <limits>

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Time start = time_from_ns(1'500'000'000'000'000'000);

// A byte a millisecond.
Throttle throttle(Throttle::By by, std::uint64_t burst, std::uint64_t queue = 0) {
    return {.rate = BitRate{8'000}, .burst_bytes = burst, .by = by, .queue_bytes = queue};
}
ThrottleBucket police(std::uint64_t burst) {
    return ThrottleBucket{throttle(Throttle::By::police, burst), start};
}
ThrottleBucket shape(std::uint64_t burst, std::uint64_t queue) {
    return ThrottleBucket{throttle(Throttle::By::shape, burst, queue), start};
}

TEST(Policing, PassesAtOnceOrNotAtAll) {
    ThrottleBucket bucket = police(100);
    EXPECT_EQ(bucket.admit(100, start), start);
    EXPECT_EQ(bucket.admit(50, start + milliseconds{50} - nanoseconds{1}), std::nullopt);
    EXPECT_EQ(bucket.admit(50, start + milliseconds{50}), start + milliseconds{50});
}

TEST(Policing, NeverPassesAPacketLargerThanTheBurst) {
    ThrottleBucket bucket = police(100);
    EXPECT_EQ(bucket.admit(101, start + seconds{1'000}), std::nullopt);
    EXPECT_EQ(bucket.admit(100, start + seconds{1'000}), start + seconds{1'000});
}

TEST(Shaping, LetsWaitUntilTheCreditIsThere) {
    ThrottleBucket bucket = shape(100, 1'000);
    EXPECT_EQ(bucket.admit(100, start), start);
    EXPECT_EQ(bucket.admit(40, start), start + milliseconds{40});
    EXPECT_EQ(bucket.admit(60, start + milliseconds{10}), start + milliseconds{100});
}

TEST(Shaping, LetsNobodyOvertake) {
    ThrottleBucket bucket = shape(100, 1'000);
    EXPECT_EQ(bucket.admit(90, start), start);
    EXPECT_EQ(bucket.admit(50, start), start + milliseconds{40});
    // There would be credit for one byte, but another packet waits.
    EXPECT_EQ(bucket.admit(1, start), start + milliseconds{41});
}

TEST(Shaping, PassesAtOnceAgainWhenTheQueueIsEmpty) {
    ThrottleBucket bucket = shape(100, 1'000);
    EXPECT_EQ(bucket.admit(150, start), start + milliseconds{50});
    const Time later = start + milliseconds{60};
    EXPECT_EQ(bucket.waiting_bytes(later), 0U);
    EXPECT_EQ(bucket.admit(10, later), later);
    EXPECT_EQ(bucket.admit(1, later), later + milliseconds{1});
}

TEST(Shaping, TakesIntoTheQueueWhatFitsToTheByte) {
    ThrottleBucket bucket = shape(100, 500);
    EXPECT_EQ(bucket.admit(100, start), start);
    EXPECT_EQ(bucket.admit(501, start), std::nullopt);
    EXPECT_EQ(bucket.admit(300, start), start + milliseconds{300});
    EXPECT_EQ(bucket.admit(201, start), std::nullopt);
    EXPECT_EQ(bucket.admit(200, start), start + milliseconds{500});
    EXPECT_EQ(bucket.admit(1, start), std::nullopt);
    EXPECT_EQ(bucket.waiting_bytes(start), 500U);
}

TEST(Shaping, MakesRoomWhenAPacketLeaves) {
    ThrottleBucket bucket = shape(100, 500);
    EXPECT_EQ(bucket.admit(100, start), start);
    EXPECT_EQ(bucket.admit(300, start), start + milliseconds{300});
    EXPECT_EQ(bucket.admit(200, start), start + milliseconds{500});
    const Time first_leaves = start + milliseconds{300};
    EXPECT_EQ(bucket.admit(300, first_leaves - nanoseconds{1}), std::nullopt);
    EXPECT_EQ(bucket.admit(300, first_leaves), start + milliseconds{800});
}

TEST(Shaping, SpendsNothingOnWhatItRefuses) {
    ThrottleBucket bucket = shape(100, 50);
    EXPECT_EQ(bucket.admit(1'000, start), std::nullopt);
    EXPECT_EQ(bucket.admit(120, start, start), std::nullopt);  // may not wait
    EXPECT_EQ(bucket.admit(100, start), start);
}

TEST(Shaping, LetsAPacketLargerThanTheBurstWaitForTheRest) {
    ThrottleBucket bucket = shape(100, 1'500);
    EXPECT_EQ(bucket.admit(1'500, start), start + milliseconds{1'400});
}

TEST(Shaping, RefusesWhatWouldNeverLeave) {
    Throttle none = throttle(Throttle::By::shape, 100, 1'000);
    none.rate = BitRate{0};
    ThrottleBucket bucket{none, start};
    EXPECT_EQ(bucket.admit(100, start), start);
    EXPECT_EQ(bucket.admit(1, start), std::nullopt);
}

TEST(Shaping, KeepsItsRateOverManyPackets) {
    ThrottleBucket bucket = shape(100, 10'000);
    Time last = start;
    std::uint64_t passed = 0;
    for (Time now = start; now < start + seconds{100}; now += milliseconds{3}) {
        const auto leaves = bucket.admit(7, now);
        if (!leaves) continue;
        EXPECT_GE(*leaves, last);
        last = *leaves;
        passed += 7;
        EXPECT_LE(bucket.waiting_bytes(now), 10'000U);
    }
    // All that left beyond the burst was earned, byte by byte.
    EXPECT_EQ(last - start, milliseconds{passed - 100});
}

TEST(ThrottleBucket, IsIdleWhenNobodyWaitsAndTheCreditIsWhole) {
    ThrottleBucket bucket = shape(100, 1'000);
    EXPECT_TRUE(bucket.is_idle(start));
    EXPECT_EQ(bucket.admit(110, start), start + milliseconds{10});
    EXPECT_FALSE(bucket.is_idle(start + milliseconds{10}));  // left, but owes the burst
    EXPECT_FALSE(bucket.is_idle(start + milliseconds{110} - nanoseconds{1}));
    EXPECT_TRUE(bucket.is_idle(start + milliseconds{110}));
}

}  // namespace
}  // namespace cordon::test

#include "sim/flow/window_counter.hh"

#include <gtest/gtest.h>

#include <deque>
#include <limits>
#include <random>

namespace cordon {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Time at(std::int64_t ns) {
    return time_from_ns(ns);
}

TEST(WindowCounter, SumsTheSixteenSlotsThatEndWithThePresentOne) {
    WindowCounter counter(nanoseconds{160});
    counter.add(at(1009), 5);  // the slot from 1000 to 1009
    EXPECT_EQ(counter.sum(at(1009)), 5U);
    EXPECT_EQ(counter.sum(at(1159)), 5U);
    EXPECT_EQ(counter.sum(at(1160)), 0U);
}

TEST(WindowCounter, AlignsSlotsToTheClockNotToTheFirstByte) {
    WindowCounter counter(nanoseconds{160});
    counter.add(at(1009), 5);
    counter.add(at(1010), 7);
    EXPECT_EQ(counter.sum(at(1159)), 12U);
    EXPECT_EQ(counter.sum(at(1160)), 7U);
    EXPECT_EQ(counter.sum(at(1170)), 0U);
}

TEST(WindowCounter, FloorsTimesBefore1970) {
    WindowCounter counter(nanoseconds{160});
    counter.add(at(-1), 5);  // the slot from -10 to -1
    EXPECT_EQ(counter.sum(at(149)), 5U);
    EXPECT_EQ(counter.sum(at(150)), 0U);
}

TEST(WindowCounter, CountsWhatComesAtTheVeryBeginningOf1970) {
    WindowCounter counter(seconds{16});
    counter.add(at(0), 5);
    counter.add(at(1'000'000'000), 7);
    EXPECT_EQ(counter.sum(at(15'999'999'999)), 12U);
    EXPECT_EQ(counter.sum(at(16'000'000'000)), 7U);
}

TEST(WindowCounter, CountsTimesThatGoBackIntoTheLatestSlot) {
    WindowCounter counter(nanoseconds{160});
    counter.add(at(1000), 5);
    counter.add(at(500), 7);
    EXPECT_EQ(counter.sum(at(500)), 12U);
    EXPECT_EQ(counter.sum(at(1159)), 12U);
}

TEST(WindowCounter, RoundsTheSlotDownToWholeNanoseconds) {
    WindowCounter counter(nanoseconds{175});  // slots of 10 ns
    counter.add(at(1000), 5);
    EXPECT_EQ(counter.sum(at(1159)), 5U);
    EXPECT_EQ(counter.sum(at(1160)), 0U);
}

TEST(WindowCounter, GivesWindowsUnderSixteenNanosecondsSlotsOfOne) {
    WindowCounter counter(nanoseconds{3});
    counter.add(at(1000), 5);
    EXPECT_EQ(counter.sum(at(1015)), 5U);
    EXPECT_EQ(counter.sum(at(1016)), 0U);
}

TEST(WindowCounter, HoldsASlotAtFourGibibytes) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    WindowCounter counter(nanoseconds{160});
    counter.add(at(1000), std::numeric_limits<std::uint32_t>::max() - 1);
    counter.add(at(1001), 1);
    EXPECT_EQ(counter.sum(at(1001)), most);
    counter.add(at(1002), 1);
    EXPECT_EQ(counter.sum(at(1002)), most);
    counter.add(at(1010), 1);
    EXPECT_EQ(counter.sum(at(1010)), most + 1);
    EXPECT_EQ(counter.sum(at(1160)), 1U);
}

TEST(WindowCounter, SurvivesTheEndsOfTime) {
    WindowCounter counter(std::chrono::hours{1});
    counter.add(Time::min(), 5);
    EXPECT_EQ(counter.sum(Time::min()), 5U);
    EXPECT_EQ(counter.sum(at(0)), 0U);
    counter.add(Time::max(), 7);
    EXPECT_EQ(counter.sum(Time::max()), 7U);
}

struct Sight {
    std::int64_t slot;
    std::uint32_t bytes;
};

TEST(WindowCounter, AgreesWithANaiveSumOnRandomTraffic) {
    std::mt19937 random(7);
    for (const std::int64_t window : {16LL, 100LL, 1'000'000LL, 5'000'000'000LL}) {
        const std::int64_t slot = window / 16;
        WindowCounter counter{nanoseconds{window}};
        std::deque<Sight> sights;
        std::int64_t now = -3 * window;
        for (int step = 0; step < 20'000; ++step) {
            now +=
                static_cast<std::int64_t>(random()) % (random() % 50 == 0 ? 3 * window : slot + 1);
            const std::int64_t present = (now - (now % slot + slot) % slot) / slot;
            sights.push_back({present, static_cast<std::uint32_t>(random() % 1500)});
            counter.add(at(now), sights.back().bytes);
            while (sights.front().slot <= present - 16) sights.pop_front();
            std::uint64_t expected = 0;
            for (const Sight& sight : sights) expected += sight.bytes;
            ASSERT_EQ(counter.sum(at(now)), expected) << "step " << step;
        }
    }
}

}  // namespace
}  // namespace cordon

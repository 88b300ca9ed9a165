#include "sim/scenario/deciding/finding.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Seen complete_after(Duration took, std::uint64_t bytes = 0) {
    return {.complete = true, .bytes = bytes, .took = took};
}

TEST(Finding, WorksUntilItTakesThreeTimesAsLongAndTwoSecondsMore) {
    EXPECT_EQ(Finding(complete_after(seconds{6} - milliseconds{1}), seconds{2}).text(), "works");
    EXPECT_EQ(Finding(complete_after(seconds{6}), seconds{2}).text(), "slow, 6 s");
    // Three times as long, but who would notice?
    EXPECT_EQ(Finding(complete_after(milliseconds{2'199}), milliseconds{200}).text(), "works");
    EXPECT_EQ(Finding(complete_after(milliseconds{2'200}), milliseconds{200}).text(), "slow, 2 s");
}

TEST(Finding, OfATransferTellsTheRate) {
    EXPECT_EQ(Finding(complete_after(seconds{10}, 80'000), seconds{1}).text(), "slow, 64 kbit/s");
    const Seen cut{.trouble = Trouble::slow, .bytes = 9'000, .took = seconds{180}};
    EXPECT_EQ(Finding(cut, seconds{1}).text(), "slow, under 1 kbit/s");
    EXPECT_EQ(Finding(cut, seconds{1}).kind(), "slow");
}

TEST(Finding, SaysWhatStoodInTheWay) {
    Seen seen{.trouble = Trouble::timed_out, .took = seconds{20}};
    EXPECT_EQ(Finding(seen, seconds{1}).text(), "timed out");
    seen.wrong_address = true;
    EXPECT_EQ(Finding(seen, seconds{1}).text(), "wrong address");
    EXPECT_FALSE(Finding(seen, seconds{1}).is_as_usual());
    EXPECT_EQ(Finding({}, seconds{1}).text(), "waiting");
}

TEST(Finding, SaysWhichAddressServed) {
    Seen seen = complete_after(seconds{1});
    seen.addresses = 3;
    EXPECT_EQ(Finding(seen, seconds{1}).text(), "works, the 3rd");
    EXPECT_EQ(Finding(seen, seconds{1}).kind(), "works");
}

}  // namespace
}  // namespace cordon::testing

#include "sim/report/comment.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

std::string comment(std::string_view rule, Act act, std::string_view detail = {}) {
    std::string out = "of the packet before";
    write_comment(out, rule, act, detail);
    return out;
}

TEST(Comment, NamesRuleAndAct) {
    EXPECT_EQ(comment("media", Act::drop), "media: drop");
    EXPECT_EQ(comment("media", Act::queue_full), "media: queue-full");
}

TEST(Comment, AddsTheDetailEscapedAsInJson) {
    EXPECT_EQ(comment("slow", Act::delay, "held 0.5 s"), "slow: delay, held 0.5 s");
    EXPECT_EQ(comment("slow", Act::delay, "a\nb\xff"), "slow: delay, a\\nb\\u00ff");
}

TEST(Comment, APlainPassHasNone) {
    EXPECT_EQ(comment("media", Act::none), "");
}

TEST(Comment, HoldingIsToldToTheNanosecond) {
    EXPECT_EQ(held_detail(Duration{1'250'000'001}), "held 1.250000001 s");
    EXPECT_EQ(held_detail(Duration{1}), "held 0.000000001 s");
    EXPECT_EQ(held_detail(Duration{0}), "");
}

TEST(Comment, OfAPacketThatWasHeldSaysForHowLong) {
    Departure departure;
    departure.act = Act::delay;
    departure.held = Duration{1'500'000'000};
    std::string out;
    write_comment(out, "slow", departure);
    EXPECT_EQ(out, "slow: delay, held 1.500000000 s");
    departure.held = {};
    write_comment(out, "slow", departure);
    EXPECT_EQ(out, "slow: delay");
}

}  // namespace
}  // namespace cordon

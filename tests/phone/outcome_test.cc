#include "sim/phone/outcome.hh"

#include <gtest/gtest.h>

namespace cordon::test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Outcome, SucceedsUpToTheVeryEndOfPatience) {
    Outcome outcome{.function = Function::text, .kind = Outcome::Kind::sent};
    EXPECT_FALSE(outcome.succeeded());
    outcome.complete_after = seconds{60};
    EXPECT_TRUE(outcome.succeeded());
    EXPECT_FALSE(outcome.succeeded(50));
    outcome.complete_after = seconds{60} + nanoseconds{1};
    EXPECT_FALSE(outcome.succeeded());
    EXPECT_TRUE(outcome.succeeded(200));
}

TEST(Outcome, SaysWhichPartMetWhat) {
    EXPECT_EQ(to_text(Why{}), "");
    EXPECT_EQ(to_text(Why{.stage = Stage::upload, .trouble = Trouble::timed_out}),
              "upload: timed out");
    EXPECT_EQ(to_text(Why{.stage = Stage::call, .trouble = Trouble::unanswered}),
              "call: unanswered");
    EXPECT_EQ(to_text(Outcome::Kind::preview_only), "preview only");
}

}  // namespace
}  // namespace cordon::test

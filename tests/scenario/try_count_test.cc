#include "sim/scenario/try_count.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// A text has a minute.
Outcome text_after(Duration took) {
    return {.function = Function::text, .kind = Outcome::Kind::sent, .complete_after = took};
}

TEST(TryCount, CountsEachTryByTheThreePatiencesItKept) {
    TryCount count;
    for (const int took : {30, 31, 60, 61, 120, 121}) {
        count.add(text_after(seconds(took)), 100);
    }
    count.add(Outcome{.function = Function::text}, 100);
    EXPECT_EQ(count, (TryCount{.tries = 7, .successes = 3, .at_half = 1, .at_double = 5}));
}

TEST(TryCount, TakesThePatienceThatAScenarioSaysForTheUsual) {
    TryCount count;
    count.add(text_after(seconds(30)), 50);
    count.add(text_after(seconds(30) + nanoseconds(1)), 50);
    EXPECT_EQ(count, (TryCount{.tries = 2, .successes = 1, .at_half = 0, .at_double = 2}));
}

TEST(TryCount, AddsUp) {
    TryCount sum{10, 4, 3, 8};
    sum.add(TryCount{5, 2, 1, 2});
    EXPECT_EQ(sum, (TryCount{15, 6, 4, 10}));
    EXPECT_EQ(sum.share(), 0.4);
}

TEST(TryCount, IsThatOfPeopleWhoWaitOtherwise) {
    const TryCount count{10, 4, 3, 8};
    EXPECT_EQ(count.within(Patience::usual), count);
    EXPECT_EQ(count.within(Patience::half).share(), 0.3);
    EXPECT_EQ(count.within(Patience::twice).share(), 0.8);
}

TEST(TryCount, KnowsItsErrorAlsoAtTheEnds) {
    EXPECT_NEAR((TryCount{100, 50}.share_error()), 0.0498, 1e-4);
    EXPECT_GT((TryCount{100, 0}.share_error()), 0);
    EXPECT_NEAR((TryCount{100, 0}.share_error()), (TryCount{100, 100}.share_error()), 1e-15);
}

}  // namespace
}  // namespace cordon::testing

// When phones are on, and what that changes.

#include <gtest/gtest.h>

#include "sim/scenario/run/play.hh"
#include "tests/scenario/cases/case_scene.hh"

namespace cordon::testing {
namespace {

struct Counts {
    std::size_t tries = 0, successes = 0;
    std::uint64_t packets = 0;
};

Counts play_with(SwitchedOn when, const Policy& wall) {
    Scenario scenario = case_named("adblock-2019");
    scenario.switched_on = when;
    scenario.tries = {{.function = Function::text, .count = 2},
                      {.function = Function::photo_send, .count = 1}};
    const PlayResult result = play(scenario, {{.name = "wall", .policy = &wall}}, {});
    Counts counts;
    for (const PlayedCell& cell : result.run.cells) {
        counts.packets += cell.packets;
        for (const PlayedTry& each : cell.tries) {
            ++counts.tries;
            counts.successes += each.outcome.succeeded() ? 1U : 0U;
        }
    }
    return counts;
}

TEST(SwitchedOn, AroundTriesIsLessTalkForTheSameEnds) {
    const Policy wall = wall_named("adblock-2019");
    const Counts all_day = play_with(SwitchedOn::all_day, wall);
    const Counts around = play_with(SwitchedOn::around_tries, wall);
    EXPECT_EQ(around.tries, all_day.tries);
    EXPECT_EQ(around.successes, all_day.successes);
    EXPECT_LT(around.packets, all_day.packets);
}

}  // namespace
}  // namespace cordon::testing

// Hours in which the messenger's servers are silent.
#include <gtest/gtest.h>

#include "sim/scenario/run/outage.hh"

namespace cordon::testing {
namespace {

constexpr std::int64_t some_hour = 417'000;  // in July 2017

Scenario with_silent(std::uint32_t percent) {
    Scenario scenario;
    scenario.servers_silent = Share{percent * 10'000};
    return scenario;
}

TEST(SilentHours, AreTheShareThatIsAskedForOfAnyStretch) {
    for (const std::uint32_t percent : {0U, 25U, 50U, 75U, 100U}) {
        const Scenario scenario = with_silent(percent);
        for (const std::int64_t from : {some_hour, some_hour + 1'234}) {
            int silent = 0;
            for (std::int64_t hour = from; hour < from + 100; ++hour) {
                silent += servers_are_silent(scenario, hour) ? 1 : 0;
            }
            EXPECT_NEAR(silent, percent, 3);
        }
    }
}

TEST(SilentHours, StaySilentWhenMoreOfThemAre) {
    for (std::int64_t hour = some_hour; hour < some_hour + 200; ++hour) {
        if (!servers_are_silent(with_silent(30), hour)) continue;
        EXPECT_TRUE(servers_are_silent(with_silent(60), hour)) << hour;
    }
}

TEST(SilentHours, AreOthersUnderAnotherSeed) {
    Scenario other = with_silent(50);
    other.seed = 2;
    int differ = 0;
    for (std::int64_t hour = some_hour; hour < some_hour + 100; ++hour) {
        const bool here = servers_are_silent(with_silent(50), hour);
        differ += servers_are_silent(other, hour) != here ? 1 : 0;
    }
    EXPECT_GT(differ, 0);
}

}  // namespace
}  // namespace cordon::testing

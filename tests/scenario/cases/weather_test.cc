#include <gtest/gtest.h>

#include "tests/scenario/cases/case_scene.hh"

namespace cordon::testing {
namespace {

/// A case whose way home loses everything from eight in the evening to midnight.
Scenario stormy(std::int64_t first_hour) {
    Scenario scenario = case_named("port-block-fallback");
    Way& abroad = scenario.paths.at(0);
    abroad.weather = {{0, Share{0}}, {20, Share{1'000'000}}};
    abroad.weather_down = true;
    PlayedDay& day = scenario.days.at(0);
    const Time midnight = *cordon::midnight(2017, 9, 14, scenario.zone);
    day.from = midnight + std::chrono::hours{first_hour};
    day.to = day.from + std::chrono::hours{1};
    return scenario;
}

TEST(Weather, ComesAndGoesWithTheHour) {
    EXPECT_EQ(share_of(stormy(18), nullptr, Function::text), 1.0);
    // Phones were switched on before; what they say now nobody hears.
    EXPECT_EQ(share_of(stormy(21), nullptr, Function::text), 0.0);
}

TEST(Weather, IsOfTheScenariosZone) {
    Scenario scenario = stormy(18);
    scenario.zone = ZoneOffset{std::chrono::hours{2}};
    EXPECT_LT(share_of(scenario, nullptr, Function::text), 0.3);
}

}  // namespace
}  // namespace cordon::testing

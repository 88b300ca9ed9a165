#include "sim/scenario/run/cast.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/scenario/run/played_sample.hh"

namespace cordon::testing {
namespace {

ScenarioPlace place_of(std::uint32_t phones, std::uint32_t vpn_percent) {
    Operator provider;
    provider.name = "mobile";
    provider.block = *parse_cidr("10.1.0.0/16");
    provider.phones = phones;
    provider.vpn = Share{vpn_percent * 10'000};
    return {.name = "beijing", .operators = {provider}};
}

TEST(Cast, SpreadsTheShareThatUsesAVpn) {
    std::string manners;
    for (const CastPhone& phone : cast_of(place_of(8, 25))) {
        manners += phone.manner == Manner::vpn ? 'v' : '.';
    }
    EXPECT_EQ(manners, "...v...v");
}

TEST(Cast, GivesEachPhoneAnAddressOfItsOperator) {
    const auto phones = cast_of(place_of(3, 0));
    EXPECT_EQ(to_text(phones[0].address), "10.1.0.1");
    EXPECT_EQ(to_text(phones[2].address), "10.1.0.3");
    EXPECT_EQ(name_of(place_of(3, 0), phones[2]), "beijing/mobile/3");
}

TEST(Timetable, TriesWithinTheDayAsOftenAsAsked) {
    PlayedSample sample;
    sample.scenario.tries[0].count = 50;
    const PlayedDay& day = sample.scenario.days[0];
    const auto tries = timetable(sample.scenario, day, sample.scenario.places[0],
                                 cast_of(sample.scenario.places[0])[0]);
    ASSERT_EQ(tries.size(), 51U);
    EXPECT_TRUE(std::ranges::is_sorted(tries, {}, &PlannedTry::at));
    EXPECT_GE(tries.front().at, day.from);
    EXPECT_LT(tries.back().at, day.to);
}

TEST(Timetable, MovesNothingWhenAnotherFunctionIsTriedToo) {
    PlayedSample sample;
    const auto phone = cast_of(sample.scenario.places[0])[0];
    const auto texts = [&] {
        std::vector<Time> times;
        for (const PlannedTry& each : timetable(sample.scenario, sample.scenario.days[0],
                                                sample.scenario.places[0], phone)) {
            if (each.function == Function::text) times.push_back(each.at);
        }
        return times;
    };
    const auto before = texts();
    sample.scenario.tries.push_back({.function = Function::voice_call, .count = 9});
    std::swap(sample.scenario.tries.front(), sample.scenario.tries.back());
    EXPECT_EQ(texts(), before);
}

TEST(Timetable, DiffersFromPhoneToPhoneAndFromDayToDay) {
    const PlayedSample sample;
    std::set<Duration> offsets;
    for (const PlayedDay& day : sample.scenario.days) {
        for (const CastPhone& phone : cast_of(sample.scenario.places[0])) {
            for (const PlannedTry& each :
                 timetable(sample.scenario, day, sample.scenario.places[0], phone)) {
                offsets.insert(each.at - day.from);
            }
        }
    }
    EXPECT_EQ(offsets.size(), 8U);
}

}  // namespace
}  // namespace cordon::testing

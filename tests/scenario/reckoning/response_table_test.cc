#include "sim/scenario/reckoning/response_table.hh"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace cordon {
namespace {

/// One probe; shares of 0, 20, 40 (second axis at 0) and 60, 80, 100% (at 1) along the first.
ResponseTable plane() {
    ResponseTable table(1, {{.dial = "a", .turns = {0, 0.5, 1}}, {.dial = "b", .turns = {0, 1}}});
    for (std::size_t crossing = 0; crossing < table.crossings(); ++crossing) {
        const std::vector<double> turns = table.turns_at(crossing);
        const double share = 40 * turns[0] + 60 * turns[1];
        table.set(0, crossing, {100, static_cast<std::uint32_t>(std::lround(share))});
    }
    return table;
}

double at(const ResponseTable& table, double a, double b) {
    return table.share(0, std::array{a, b});
}

TEST(ResponseTable, ReadsItsCrossingsExactly) {
    const ResponseTable table = plane();
    EXPECT_EQ(table.crossings(), 6U);
    EXPECT_EQ(at(table, 0, 0), 0);
    EXPECT_EQ(at(table, 0.5, 1), 0.8);
    EXPECT_EQ(at(table, 1, 1), 1);
}

TEST(ResponseTable, IsLinearBetweenThem) {
    const ResponseTable table = plane();
    EXPECT_NEAR(at(table, 0.25, 0), 0.1, 1e-15);
    EXPECT_NEAR(at(table, 0.25, 0.5), 0.4, 1e-15);
    EXPECT_NEAR(at(table, 0.9, 0.1), 0.42, 1e-15);
}

TEST(ResponseTable, StaysAtItsEnds) {
    const ResponseTable table = plane();
    EXPECT_EQ(at(table, -1, 0), 0);
    EXPECT_EQ(at(table, 2, 3), 1);
}

TEST(ResponseTable, OfOneTurnOrNoAxisIsTheSameEverywhere) {
    ResponseTable constant(1, {});
    constant.set(0, 0, {4, 3});
    EXPECT_EQ(constant.share(0, {}), 0.75);
    ResponseTable single(1, {{.dial = "a", .turns = {0.5}}});
    single.set(0, 0, {4, 1});
    EXPECT_EQ(single.share(0, std::array{0.0}), 0.25);
    EXPECT_EQ(single.share(0, std::array{1.0}), 0.25);
}

}  // namespace
}  // namespace cordon

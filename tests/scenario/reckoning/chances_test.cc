#include "sim/scenario/reckoning/chances.hh"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/scenario/reckoning/exact_math.hh"
#include "sim/scenario/reckoning/scaled.hh"
#include "sim/scenario/reckoning/spread.hh"

namespace cordon {
namespace {

TEST(StatusChances, AreAllAllAndNoneOfTheTries) {
    // 0.5^3 = 1/8 works, 1/8 fails, the rest partly; no error.
    EXPECT_EQ(status_chances(0.5, 3, 0), (StatusChances{0.125, 0.75, 0.125}));
    const StatusChances chances = status_chances(0.98, 3, 0);
    EXPECT_NEAR(chances[0], 0.941192, 1e-12);
    EXPECT_NEAR(chances[1], 0.058800, 1e-12);
    EXPECT_NEAR(chances[2], 0.000008, 1e-12);
}

TEST(StatusChances, WithOneTryNobodySaysPartlyExceptInError) {
    EXPECT_EQ(status_chances(0.25, 1, 0), (StatusChances{0.25, 0, 0.75}));
    EXPECT_NEAR(status_chances(0.25, 1, 0.2)[1], 0.2 / 3, 1e-15);
}

TEST(StatusChances, AtTheEndsOnlyErrorSaysAnythingElse) {
    EXPECT_EQ(status_chances(0, 3, 0), (StatusChances{0, 0, 1}));
    EXPECT_EQ(status_chances(1, 3, 0), (StatusChances{1, 0, 0}));
    const StatusChances chances = status_chances(1, 3, 0.1);
    EXPECT_NEAR(chances[0], 0.9 + 0.1 / 3, 1e-15);
    EXPECT_NEAR(chances[1], 0.1 / 3, 1e-15);
    EXPECT_NEAR(chances[2], 0.1 / 3, 1e-15);
}

TEST(StatusChances, SumToOne) {
    for (const double share : {0.0, 0.01, 0.3, 0.999, 1.0}) {
        for (const std::uint32_t tries : {1U, 2U, 5U, 50U}) {
            const StatusChances chances = status_chances(share, tries, 0.1);
            EXPECT_NEAR(std::accumulate(chances.begin(), chances.end(), 0.0), 1, 1e-12);
        }
    }
}

TEST(StatusChances, OfPureErrorAreAThirdEach) {
    for (const double chance : status_chances(0.9, 3, 1)) EXPECT_NEAR(chance, 1.0 / 3, 1e-15);
}

TEST(UsualWrong, IsLeastForMeasurementsAndMostForAUsersWord) {
    EXPECT_EQ(usual_wrong(ReportKind::measurement), 0.05);
    EXPECT_EQ(usual_wrong(ReportKind::journalist_test), 0.10);
    EXPECT_EQ(usual_wrong(ReportKind::user), 0.20);
    EXPECT_EQ(usual_wrong(ReportKind::aggregate), 0.20);
}

TEST(ExactMath, AgreesWithTheLibrary) {
    for (double x = 1e-300; x < 1e300; x *= 7.3) {
        EXPECT_NEAR(exact_log2(x), std::log2(x), 1e-12) << x;
    }
    for (double x = -900; x < 900; x += 3.7) {
        EXPECT_NEAR(exact_exp2(x) / std::exp2(x), 1, 1e-13) << x;
    }
    EXPECT_EQ(exact_log2(8), 3);
    EXPECT_EQ(exact_log2(0.125), -3);
    EXPECT_EQ(exact_exp2(-10), 1.0 / 1024);
    EXPECT_EQ(exact_exp2(-2000), 0);
}

TEST(Scaled, HoldsWhatNoDoubleCan) {
    Scaled tiny{1};
    for (int i = 0; i < 1000; ++i) tiny.multiply(1.0 / 1024);
    EXPECT_NEAR(tiny.bits(), -10'000, 1e-9);
    Scaled twice = tiny;
    twice.add(tiny);
    EXPECT_NEAR(twice.bits(), -9'999, 1e-9);
    EXPECT_EQ(twice.over(tiny), 2);
    Scaled sum;
    sum.add(tiny);
    sum.add(Scaled{1});
    EXPECT_EQ(sum.bits(), 0);
    EXPECT_TRUE(Scaled{}.is_zero());
    EXPECT_TRUE(Scaled{0}.is_zero());
}

TEST(Spread, IsNoneWithoutUnevennessAndAtTheEnds) {
    for (const double turn : spread_out(0.3, 0)) EXPECT_EQ(turn, 0.3);
    for (const double turn : spread_out(0, 1)) EXPECT_EQ(turn, 0);
    for (const double turn : spread_out(1, 1)) EXPECT_EQ(turn, 1);
}

TEST(Spread, MeetsTheWallManyTimesOverAtOneEndAndHardlyAtTheOther) {
    // By hand: k = exp(2 * 0.5 * 1.28) = 3.5966, 1 - 0.5^k = 0.9173; k = 1 in the middle.
    const auto turns = spread_out(0.5, 0.5);
    EXPECT_NEAR(turns[4], 0.9173, 5e-5);
    EXPECT_NEAR(turns[0], 0.1753, 5e-5);
    EXPECT_NEAR(turns[2], 0.5, 1e-15);
}

}  // namespace
}  // namespace cordon

#include "sim/scenario/reckoning/score.hh"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/scenario/reckoning/ranking.hh"
#include "tests/scenario/reckoning/toy.hh"

namespace cordon::testing {
namespace {

Score score(const CandidateModel& wall, const Reports& reports) {
    return score_of(fit_of(wall, reports), statuses_of(reports), reports);
}

/// A wall with one setting only, where these shares succeed.
CandidateModel fixed(const std::vector<Response>& responses) {
    CandidateModel wall = wall_of("fixed", responses);
    wall.waves[0].dials.clear();
    ResponseTable table(responses.size(), {});
    for (std::size_t probe = 0; probe < responses.size(); ++probe) {
        table.set(probe, 0, wall.waves[0].table.at(probe, 0));
    }
    wall.waves[0].table = table;
    return wall;
}

TEST(Score, WithoutDialsIsTheChanceOfWhatIsSaid) {
    // m = 3, e = 0.1: half the tries succeed: partly 0.9 * 0.75 + 0.1 / 3 = 0.70833.
    const Reports reports = reports_in({"A jour 0 * text partly"});
    const Score result = score(fixed({{0.5, 0}}), reports);
    EXPECT_NEAR(result.bits, std::log2(0.9 * 0.75 + 0.1 / 3), 1e-12);
    EXPECT_NEAR(result.saved(), std::log2(3 * (0.9 * 0.75 + 0.1 / 3)), 1e-12);
    EXPECT_EQ(result.reports, 1U);
    EXPECT_EQ(result.bits, result.evidence);
}

TEST(Score, PredictsEachOriginFromTheOthers) {
    // Nine settings, s = 1 - i / 8, as likely. A and B both say "fails" with e = 0.2 and m = 3. The
    // chance of A's given B's is the mean of f^2 over the mean of f, f = 0.8 (1 - s)^3 + 0.2 / 3.
    double sum = 0, squares = 0;
    for (int i = 0; i <= 8; ++i) {
        const double chance = 0.8 * std::pow(i / 8.0, 3) + 0.2 / 3;
        sum += chance / 9;
        squares += chance * chance / 9;
    }
    const Reports reports = reports_in({"A user 0 * text fails", "B user 0 * text fails"});
    const Score result = score(wall_of("w", {{1, 0}}), reports);
    EXPECT_NEAR(result.by_origin[0], std::log2(squares / sum), 1e-12);
    EXPECT_NEAR(result.bits, 2 * std::log2(squares / sum), 1e-12);
    EXPECT_NEAR(result.evidence, std::log2(squares), 1e-12);
}

TEST(Score, LeavesOutAllRowsOfAnOriginTogether) {
    // Nothing else is heard, so that the two rows of A are predicted from the prior alone.
    const Reports reports = reports_in({"A user 0 * text fails", "A user 0 * text fails"});
    const Score result = score(wall_of("w", {{1, 0}}), reports);
    EXPECT_NEAR(result.bits, result.evidence, 1e-12);
}

TEST(Score, RowsOfOnePlaceShareItsLevel) {
    // Uneven walls: two rows of one place agree more than rows of two places.
    CandidateModel wall = wall_of("w", {{1, 0}, {1, 0}});
    wall.waves[0].dials.push_back({.name = "uneven", .is = ModelDial::Is::unevenness});
    const Score one = score(wall, reports_in({"A meas 0 X text fails", "A meas 0 X call fails"}));
    const Score two = score(wall, reports_in({"A meas 0 X text fails", "A meas 0 Y call fails"}));
    EXPECT_GT(one.evidence, two.evidence);
}

TEST(Score, DoesNotAskContextControlsAndHeldOutRows) {
    Reports reports = reports_in({"A user 0 * text fails", "B user 0 * text fails"});
    reports.rows[1].use = ReportUse::held_out;
    const Score result = score(wall_of("w", {{1, 0}}), reports);
    EXPECT_EQ(result.reports, 1U);
    EXPECT_EQ(result.by_origin[1], 0);
}

TEST(Score, AgreesWithASecondImplementation) {
    // Leave-one-origin-out scores and evidence printed by the program in Python.
    const std::vector<double> left_out{-100.5, -56.7, -82.3, -69.6, -75.6, -65.5};
    const std::vector<double> evidence{-99.2, -57.4, -81.0, -68.8, -76.6, -69.5};
    const Reports reports = toy_reports();
    const std::vector<CandidateModel> walls = toy_walls();
    for (std::size_t i = 0; i < walls.size(); ++i) {
        const Score result = score(walls[i], reports);
        EXPECT_EQ(result.reports, 49U);
        EXPECT_NEAR(result.bits, left_out[i], 0.06) << walls[i].name;
        EXPECT_NEAR(result.evidence, evidence[i], 0.06) << walls[i].name;
    }
}

TEST(Score, IsTheSameToTheLastBitWhateverTheCompiler) {
    // As g++ 12.2 -O2 for x86-64 computed them; other compilers and settings must agree.
    const std::vector<double> exact{-0x1.9200919f90c42p+6, -0x1.c5aba5d150d42p+5,
                                    -0x1.49079da6d063cp+6, -0x1.166935e6e8d0ep+6,
                                    -0x1.2e5128779129p+6,  -0x1.05f6c55dd8734p+6};
    const Reports reports = toy_reports();
    const std::vector<CandidateModel> walls = toy_walls();
    for (std::size_t i = 0; i < walls.size(); ++i) {
        EXPECT_EQ(score(walls[i], reports).bits, exact[i]) << walls[i].name;
    }
}

TEST(Difference, HasTheErrorOfASecondImplementation) {
    const Reports reports = toy_reports();
    const std::vector<CandidateModel> walls = toy_walls();
    const Score address = score(walls[1], reports);
    const auto differs = [&](std::size_t other, double bits, double error) {
        const Difference found = difference(address, score(walls[other], reports), reports);
        EXPECT_NEAR(found.bits, bits, 0.1) << walls[other].name;
        EXPECT_NEAR(found.error, error, 0.1) << walls[other].name;
    };
    differs(0, 43.8, 17.7);
    differs(2, 25.5, 14.7);
    differs(3, 12.9, 7.4);
    differs(4, 18.9, 10.3);
    differs(5, 8.8, 10.0);
}

TEST(Difference, OfOneOriginSupportsNoPreference) {
    const Reports reports = reports_in({"A meas 0 * text fails"});
    const Score good = score(fixed({{0, 0}}), reports), bad = score(fixed({{1, 0}}), reports);
    const Difference found = difference(good, bad, reports);
    EXPECT_GT(found.bits, 0);
    EXPECT_EQ(found.error, found.bits);
}

TEST(Ranking, PrefersOnlyWhatStandsOutByBitsAndByError) {
    const Reports reports = toy_reports();
    std::vector<CandidateFit> fits;
    for (const CandidateModel& wall : toy_walls()) fits.push_back(fit_of(wall, reports));
    const Ranking ranking =
        rank(fits, statuses_of(reports), reports, std::vector<bool>(fits.size()));
    EXPECT_EQ(fits[ranking.order[0].candidate].name, "ADDR");
    EXPECT_EQ(fits[ranking.order[1].candidate].name, "OUTAGE");
    EXPECT_FALSE(ranking.order[1].told_apart);  // 8.8 bits, but an error of 10
    EXPECT_TRUE(ranking.order.back().told_apart);
    EXPECT_FALSE(ranking.first_is_preferred);
}

TEST(Ranking, PutsWhatBreaksAControlLastWhateverItsScore) {
    const Reports reports = toy_reports();
    std::vector<CandidateFit> fits;
    for (const CandidateModel& wall : toy_walls()) fits.push_back(fit_of(wall, reports));
    std::vector<bool> breaks(fits.size());
    breaks[1] = true;
    const Ranking ranking = rank(fits, statuses_of(reports), reports, breaks);
    EXPECT_EQ(fits[ranking.order.back().candidate].name, "ADDR");
    EXPECT_LT(ranking.order.back().to_first.bits, 0);
}

}  // namespace
}  // namespace cordon::testing

// The checks without which there is no ranking.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/scenario/reckoning/made_up.hh"
#include "sim/scenario/reckoning/reckoning.hh"
#include "tests/scenario/reckoning/toy.hh"

namespace cordon::testing {
namespace {

std::vector<CandidateFit> fits_of(const std::vector<CandidateModel>& walls,
                                  const Reports& reports) {
    std::vector<CandidateFit> fits;
    fits.reserve(walls.size());
    for (const CandidateModel& wall : walls) fits.push_back(fit_of(wall, reports));
    return fits;
}

TEST(ShuffledControl, IsBeatenByReportsThatHangTogether) {
    const Reports reports = toy_reports();
    const ShuffledControl control = shuffle(fits_of(toy_walls(), reports), reports, 20, 1);
    EXPECT_EQ(control.deals, 20U);
    EXPECT_TRUE(control.holds()) << control.beaten;
}

TEST(ShuffledControl, IsNotBeatenByReportsThatWereDealtAtRandom) {
    // The statuses of the reports are themselves a deal.
    Reports reports = toy_reports();
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        reports.rows[i].said = static_cast<Status>(i * 7 % 3);
    }
    EXPECT_FALSE(shuffle(fits_of(toy_walls(), reports), reports, 20, 1).holds());
}

TEST(Recovery, NamesTheWallsThatDifferAndNotThoseThatAreOne) {
    const Reports reports = toy_reports();
    std::vector<CandidateModel> walls = toy_walls();
    walls.resize(2);
    walls.push_back(walls[0]);
    walls[2].name = "SNI again";
    const Recovery recovery = recover(fits_of(walls, reports), reports, 20, 3);
    EXPECT_TRUE(recovery.is_identifiable(1));
    for (const std::size_t one_of_two : {0U, 2U}) {
        EXPECT_FALSE(recovery.is_identifiable(one_of_two));
        EXPECT_EQ(recovery.named[one_of_two][0], 0U);  // a tie names neither
        EXPECT_EQ(recovery.named[one_of_two][2], 0U);
        EXPECT_EQ(recovery.explained[one_of_two][0], recovery.explained[one_of_two][2]);
    }
    EXPECT_EQ(recovery.not_told_apart(), (std::vector<std::vector<std::size_t>>{{0, 2}}));
}

TEST(Recovery, GroupsWhatAFifthOfTheSetsDoesNotTellApart) {
    Recovery recovery{
        .sets = 100, .named = {}, .explained = {{80, 19, 0}, {20, 81, 0}, {0, 0, 99}}};
    EXPECT_TRUE(recovery.not_told_apart().empty());
    recovery.explained[0][1] = 20;
    EXPECT_EQ(recovery.not_told_apart(), (std::vector<std::vector<std::size_t>>{{0, 1}}));
    recovery.explained[1][2] = 40;  // and through it the third
    EXPECT_EQ(recovery.not_told_apart(), (std::vector<std::vector<std::size_t>>{{0, 1, 2}}));
}

TEST(ReportMaker, MakesTheSameSetAgainAndAnotherUnderAnotherNumber) {
    const Reports reports = toy_reports();
    const auto fits = fits_of(toy_walls(), reports);
    const auto said = statuses_of(reports);
    const ReportMaker maker(fits[1], reports, said, 7), again(fits[1], reports, said, 7);
    EXPECT_EQ(maker.make("test", 4), again.make("test", 4));
    EXPECT_NE(maker.make("test", 4), maker.make("test", 5));
    EXPECT_NE(maker.make("test", 4), maker.make("other", 4));
}

TEST(ReportMaker, SaysWhatTheWallDoes) {
    // Nothing succeeds and nobody errs much: almost all say "fails".
    const Reports reports = reports_in({"A meas 0 * text fails", "B meas 0 X text fails"});
    const auto fits = fits_of({wall_of("w", {{0, 0}})}, reports);
    const ReportMaker maker(fits[0], reports, statuses_of(reports), 1);
    int fails = 0;
    for (std::uint64_t k = 0; k < 1000; ++k) {
        for (const Status status : maker.make("test", k)) fails += status == Status::fails ? 1 : 0;
    }
    EXPECT_NEAR(fails, 2000 * (0.95 + 0.05 / 3), 45);  // 4 standard errors
}

TEST(Controls, FailBelowNineInTen) {
    Reports reports = reports_in({"A meas 0 * text fails", "B user 0 X ctl works"});
    reports.rows[1].use = ReportUse::control;
    const auto breaks = [&](double share) {
        const CandidateModel wall = wall_of("w", {{1, 0}, {share, share}});
        const CandidateFit fit = fit_of(wall, reports);
        return breaks_a_control(check_controls(wall, fit, statuses_of(reports), reports));
    };
    EXPECT_FALSE(breaks(0.91));
    EXPECT_FALSE(breaks(0.90));
    EXPECT_TRUE(breaks(0.89));
}

TEST(Controls, BeforeTheWavesAreAskedWithNoWallOn) {
    Reports reports = reports_in({"A meas 0 * text fails", "B user 0 * text works"});
    reports.rows[1].use = ReportUse::control;
    reports.rows[1].wave.reset();
    const CandidateModel wall = wall_of("w", {{0.95, 0}});
    const auto results = check_controls(wall, fit_of(wall, reports), statuses_of(reports), reports);
    ASSERT_EQ(results.size(), 1U);
    EXPECT_NEAR(results[0].share, 0.95, 1e-6);
}

TEST(Agreement, TellsHowARowCameToAgree) {
    const Reports reports =
        reports_in({"A meas 0 * text fails", "B meas 0 * text fails", "C meas 0 * call partly"});
    CandidateModel wall = wall_of("w", {{1, 0}, {1, 1}});
    wall.put_in = {reports.rows[0].id};
    const CandidateFit fit = fit_of(wall, reports);
    const auto rows = agreement_of(wall, fit, reports, 200, 1);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].how, CameToAgree::put_in);
    EXPECT_EQ(rows[1].how, CameToAgree::left_out);  // A alone predicts it
    EXPECT_EQ(rows[2].how, CameToAgree::disagrees);
    EXPECT_FALSE(rows[2].is_expected());  // calls always succeed: only error says partly
    EXPECT_TRUE(rows[1].is_expected());
    EXPECT_EQ(rows[2].low, 1);
    EXPECT_LT(rows[0].low, 0.2);
}

TEST(Agreement, ARowThatNeedsItsOwnOriginOnlyFollows) {
    // Before anything is heard "works" is likeliest, as seven in ten succeed whatever the dial
    // says.
    const Reports reports = reports_in({"A meas 0 * text fails"});
    CandidateModel wall = wall_of("w", {{1, 0}});
    wall.waves[0].table = ResponseTable(1, {{.dial = "strength", .turns = {0, 0.8, 1}}});
    wall.waves[0].table.set(0, 0, {100, 100});
    wall.waves[0].table.set(0, 1, {100, 100});
    wall.waves[0].table.set(0, 2, {100, 0});
    const auto rows = agreement_of(wall, fit_of(wall, reports), reports, 10, 1);
    EXPECT_EQ(rows.at(0).how, CameToAgree::follows);
}

TEST(Sensitivity, SaysWhereTheOrderChanges) {
    const Reports reports = toy_reports();
    const std::vector<CandidateModel> walls = toy_walls();
    const auto fits = fits_of(walls, reports);
    const Ranking usual = rank(fits, statuses_of(reports), reports, std::vector<bool>(fits.size()));
    std::vector<std::vector<Agreement>> agreement;
    for (std::size_t i = 0; i < walls.size(); ++i) {
        agreement.push_back(agreement_of(walls[i], fits[i], reports, 1, 1));
    }
    const auto others = vary_assumptions(walls, reports, usual, agreement);
    ASSERT_EQ(others.size(), 6U);
    // Figures of the program in Python for m = 1, less the guesser's 77.66 bits.
    const std::vector<double> m_1{-119.2, -91.6, -103.3, -95.7, -100.2, -102.8};
    for (std::size_t i = 0; i < m_1.size(); ++i) {
        EXPECT_NEAR(others[0].saved[i], m_1[i] + 77.66, 0.1) << walls[i].name;
    }
    EXPECT_EQ(others[0].name, "m = 1");
    EXPECT_EQ(others[0].differs_at, 1U);  // the outage is second no more
    EXPECT_EQ(others[3].name, "2e");
}

TEST(Sensitivity, LeavesTheTriesThatASourceGives) {
    Reports reports = reports_in({"A meas 0 * text fails", "B meas 0 * text fails"});
    reports.rows[0].tries_are_given = true;
    reports.rows[0].tries = 7;
    const Reports varied = under({.tries = 1, .wrong_times = 2}, reports);
    EXPECT_EQ(varied.rows[0].tries, 7U);
    EXPECT_EQ(varied.rows[1].tries, 1U);
    EXPECT_EQ(varied.rows[1].wrong, 0.1);
}

TEST(Reckoning, IsTheSameEachTimeAndNamesNoWallThatCannotBeToldFromANull) {
    const Reports reports = toy_reports();
    std::vector<CandidateModel> walls = toy_walls();
    walls[4].null_wall = walls[5].null_wall = true;
    const ReckoningSize small{.deals = 4, .recoveries = 4, .made_up = 20};
    const Reckoning first = reckon(walls, reports, 5, small),
                    again = reckon(walls, reports, 5, small);
    EXPECT_FALSE(first.names_a_wall(walls));
    EXPECT_EQ(first.recovery.named, again.recovery.named);
    EXPECT_EQ(first.ranking.order[0].score.by_origin, again.ranking.order[0].score.by_origin);
    EXPECT_EQ(first.agreement[1][3].expected, again.agreement[1][3].expected);
}

TEST(OtherPatience, ChangesNothingWhereTriesEndSoonOrNever) {
    const Reckoning reckoning = reckon(toy_walls(), toy_reports(), 1, {20, 5, 20});
    std::size_t asked = 0;
    for (const OtherAssumption& other : reckoning.sensitivity) {
        if (other.other_ways.empty()) continue;
        ++asked;
        EXPECT_EQ(other.differs_at, other.order.size()) << other.name;
        for (const auto& rows : other.other_ways) EXPECT_TRUE(rows.empty()) << other.name;
    }
    EXPECT_EQ(asked, 2U);  // half, and twice
}

TEST(OtherPatience, NamesTheRowsThatAgreeOtherwiseAndAsksControlsAnew) {
    // All that works does so too late for people who wait half as long.
    std::vector<CandidateModel> walls = toy_walls();
    for (CandidateModel& wall : walls) {
        ResponseTable& table = wall.waves[0].table;
        for (std::size_t probe = 0; probe < table.probes(); ++probe) {
            for (std::size_t at = 0; at < table.crossings(); ++at) {
                TryCount count = table.at(probe, at);
                count.at_half = 0;
                table.set(probe, at, count);
            }
        }
    }
    const Reckoning reckoning = reckon(walls, toy_reports(), 1, {20, 5, 20});
    const auto half = std::find_if(reckoning.sensitivity.begin(), reckoning.sensitivity.end(),
                                   [](const auto& o) { return o.name == "half the patience"; });
    ASSERT_NE(half, reckoning.sensitivity.end());
    for (const auto& rows : half->other_ways) {
        const auto works = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
            return reckoning.reports.rows[row.row].said == Status::works;
        });
        ASSERT_NE(works, rows.end());
        EXPECT_EQ(works->here, CameToAgree::disagrees);
    }
}

}  // namespace
}  // namespace cordon::testing

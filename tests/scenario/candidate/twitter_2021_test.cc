// The candidates of the case of Twitter in Russia, 2021.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/scenario/candidate/case_folder.hh"
#include "tests/scenario/file/yaml_json.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

const CaseFolder& folder() {
    static const CaseFolder read("policies/twitter-2021");
    return read;
}
const Observations& rows() {
    return folder().rows;
}
const std::vector<LoadedCandidate>& candidates() {
    return folder().candidates;
}

TEST(CandidatesTwitter, AreTheWallsAndTheNulls) {
    std::set<std::string> walls, nulls;
    for (const LoadedCandidate& each : candidates()) {
        (each.candidate.null_wall ? nulls : walls).insert(each.candidate.name);
        EXPECT_EQ(each.candidate.name, fs::path(each.candidate.path).stem().string());
        EXPECT_FALSE(each.candidate.about.empty());
    }
    EXPECT_EQ(walls,
              (std::set<std::string>{"dns-forged", "drop-by-name", "lose-by-name",
                                     "police-by-address", "police-by-name", "police-either-opener",
                                     "police-whole-names", "reset-by-name", "shape-by-name"}));
    EXPECT_EQ(nulls, (std::set<std::string>{"blunt-switch", "outage", "weather"}));
}

TEST(CandidatesTwitter, HaveNothingThatTheCheckerWarnsOf) {
    for (const LoadedCandidate& each : candidates()) {
        for (const Diagnostic& warning : each.policy.warnings) {
            if (warning.severity == Severity::warning) ADD_FAILURE() << to_text(warning);
        }
    }
}

TEST(CandidatesTwitter, StandInTheWavesOfTheReports) {
    for (const LoadedCandidate& each : candidates()) {
        const auto& phases = each.policy.policy.phases;
        ASSERT_EQ(phases.size(), rows().waves.size());
        for (std::size_t i = 0; i < phases.size(); ++i) {
            EXPECT_EQ(phases[i].name, rows().waves[i].name);
            EXPECT_EQ(phases[i].from, rows().waves[i].from);
            EXPECT_EQ(phases[i].to, rows().waves[i].to);
        }
        for (const Rule& rule : each.policy.policy.rules) EXPECT_FALSE(rule.in.empty());
    }
}

TEST(CandidatesTwitter, AreOffWhereTheirStrengthsAreTurnedToNothing) {
    for (const LoadedCandidate& each : candidates()) {
        for (const Dial& dial : each.candidate.dials) {
            if (dial.is != ModelDial::Is::strength) continue;
            EXPECT_EQ(dial.value_at(0), "0%") << each.candidate.name;
        }
    }
}

TEST(CandidatesTwitter, TakeEverySettingOfTheirDials) {
    for (const LoadedCandidate& each : candidates()) {
        const std::size_t axes = each.candidate.dials.size() - 1;  // all but unevenness
        for (const double turn : {0.0, 0.3, 0.7, 1.0}) {
            const Settings settings =
                settings_at(each.candidate, "later", std::vector<double>(axes, turn));
            EXPECT_TRUE(load_policy(each.candidate.path, settings.policy))
                << each.candidate.name << " at " << turn;
        }
    }
}

/// What was measured of the speed is in no candidate: the reports turn the dial.
TEST(CandidatesTwitter, LeaveTheSpeedToTheReports) {
    int rates = 0;
    for (const LoadedCandidate& each : candidates()) {
        for (const Dial& dial : each.candidate.dials) {
            if (dial.name != "rate") continue;
            ++rates;
            EXPECT_EQ(dial.value_at(0), "8000 bit/s");
            EXPECT_EQ(dial.value_at(1), "2000000 bit/s");
        }
    }
    EXPECT_EQ(rates, 5);
}

TEST(CandidatesTwitter, FitTheSchemaForEditors) {
    for (const LoadedCandidate& each : candidates()) {
        if (each.candidate.null_wall) continue;  // true is a truth value to editors, a text to us
        const std::string& path = each.candidate.path;
        EXPECT_EQ(schema_complaints_of_file("policy", path), std::vector<std::string>()) << path;
    }
}

}  // namespace
}  // namespace cordon::testing

// The candidates of the case of 2017.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "sim/policy/file/file_reader.hh"
#include "tests/scenario/candidate/case_folder.hh"
#include "tests/scenario/file/yaml_json.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

const CaseFolder& folder() {
    static const CaseFolder read("policies/whatsapp-2017");
    return read;
}
const Observations& rows() {
    return folder().rows;
}
const std::vector<LoadedCandidate>& candidates() {
    return folder().candidates;
}

TEST(Candidates2017, AreTheWallsAndTheNulls) {
    std::set<std::string> walls, nulls;
    for (const LoadedCandidate& each : candidates()) {
        (each.candidate.null_wall ? nulls : walls).insert(each.candidate.name);
        EXPECT_EQ(each.candidate.name, fs::path(each.candidate.path).stem().string());
        EXPECT_FALSE(each.candidate.about.empty());
    }
    EXPECT_EQ(walls, (std::set<std::string>{"address-list", "dns-forged", "names-drop",
                                            "names-reset", "rate-by-address", "rate-by-name"}));
    EXPECT_EQ(nulls, (std::set<std::string>{"blunt-switch", "outage", "weather"}));
}

TEST(Candidates2017, HaveNothingThatTheCheckerWarnsOf) {
    for (const LoadedCandidate& each : candidates()) {
        for (const Diagnostic& warning : each.policy.warnings) {
            if (warning.severity == Severity::warning) ADD_FAILURE() << to_text(warning);
        }
    }
}

TEST(Candidates2017, StandInTheWavesOfTheReports) {
    for (const LoadedCandidate& each : candidates()) {
        const auto& phases = each.policy.policy.phases;
        ASSERT_EQ(phases.size(), rows().waves.size());
        for (std::size_t i = 0; i < phases.size(); ++i) {
            EXPECT_EQ(phases[i].name, rows().waves[i].name);
            EXPECT_EQ(phases[i].from, rows().waves[i].from);
            EXPECT_EQ(phases[i].to, rows().waves[i].to);
        }
        for (const Rule& rule : each.policy.policy.rules) {
            // Only Facebook and Instagram are blocked at all times.
            const bool always = rule.name.starts_with("facebook-");
            EXPECT_EQ(rule.in.empty(), always) << rule.name;
        }
    }
}

TEST(Candidates2017, AreOffWhereTheirStrengthsAreTurnedToNothing) {
    for (const LoadedCandidate& each : candidates()) {
        for (const Dial& dial : each.candidate.dials) {
            if (dial.is != ModelDial::Is::strength) continue;
            EXPECT_EQ(dial.value_at(0), "0%") << dial.name;
        }
    }
}

TEST(Candidates2017, TakeEverySettingOfTheirDials) {
    for (const LoadedCandidate& each : candidates()) {
        for (const Wave& wave : rows().waves) {
            std::size_t axes = 0;
            for (const ModelDial& dial : each.candidate.model_dials(wave.name)) {
                if (dial.is != ModelDial::Is::unevenness) ++axes;
            }
            for (const double turn : {0.0, 0.3, 0.7, 1.0}) {
                const Settings settings =
                    settings_at(each.candidate, wave.name, std::vector<double>(axes, turn));
                EXPECT_TRUE(load_policy(each.candidate.path, settings.policy))
                    << each.candidate.name << " at " << turn;
            }
        }
    }
}

TEST(Candidates2017, FitTheSchemaForEditors) {
    for (const LoadedCandidate& each : candidates()) {
        if (each.candidate.null_wall) continue;  // true is a truth value to editors, a text to us
        const std::string& path = each.candidate.path;
        EXPECT_EQ(schema_complaints_of_file("policy", path), std::vector<std::string>()) << path;
    }
}

TEST(PageOnPolicies, ShowsACandidateThatCanBeRead) {
    const std::string page = DiskFiles().read("policies/README.md").value_or("");
    constexpr std::string_view start = "```yaml\n";
    int shown = 0;
    for (std::size_t at = page.find(start); at != page.npos; at = page.find(start, at)) {
        at += start.size();
        const std::string text = page.substr(at, page.find("```", at) - at);
        if (text.find("dials:") == text.npos) continue;
        ++shown;
        const auto read = parse_candidate(text, "README.md", DiskFiles(), &rows());
        EXPECT_TRUE(read) << to_text(read.error().front());
    }
    EXPECT_EQ(shown, 1);
}

}  // namespace
}  // namespace cordon::testing

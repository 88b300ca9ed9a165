// Every case of policies/ that says what is known to come out of it (expected.yaml): it does.

#include <gtest/gtest.h>

#include <filesystem>

#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/load.hh"
#include "sim/policy/file/yaml.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "sim/scenario/run/matrix.hh"
#include "sim/scenario/run/play.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> cases_with_expectations() {
    std::vector<std::string> cases;
    for (const auto& entry : fs::directory_iterator("policies")) {
        if (fs::exists(entry.path() / "expected.yaml")) cases.push_back(entry.path().string());
    }
    std::sort(cases.begin(), cases.end());
    return cases;
}

/// "text" to "works".
std::vector<std::pair<std::string, std::string>> expectations_of(const std::string& folder) {
    const std::string path = folder + "/expected.yaml";
    const Source source(path, DiskFiles().read(path).value_or(""), 0);
    Findings findings;
    const auto root = parse_yaml(source, findings);
    EXPECT_TRUE(root && root->is_map()) << path;
    std::vector<std::pair<std::string, std::string>> expected;
    if (!root) return expected;
    for (const YamlEntry& entry : root->entries) {
        expected.emplace_back(entry.key.text, entry.value.text);
    }
    return expected;
}

class ReadyCase : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        auto loaded = load_scenario(GetParam() + "/scenario.yaml");
        ASSERT_TRUE(loaded.has_value()) << to_text(loaded.error().front());
        EXPECT_TRUE(loaded->warnings.empty()) << to_text(loaded->warnings.front());
        scenario = std::move(loaded->scenario);
        auto wall = load_policy(scenario.policy);
        ASSERT_TRUE(wall.has_value()) << to_text(wall.error().front());
        policy = std::move(wall->policy);
        fit_policy(policy, scenario);
    }
    std::vector<MatrixRow> played(const Policy* wall) const {
        const std::vector<RunWall> walls{{.name = "wall", .policy = wall}};
        return matrix_of(play(scenario, walls, {}).run);
    }
    Scenario scenario;
    Policy policy;
};

double share(const MatrixRow& row) {
    return row.total().share();
}

TEST_P(ReadyCase, ComesOutAsIsKnownForEveryFunction) {
    const auto expected = expectations_of(GetParam());
    EXPECT_EQ(expected.size(), all_functions().size());
    const auto rows = played(&policy);
    ASSERT_EQ(rows.size(), expected.size());
    for (const auto& [function, outcome] : expected) {
        const auto is_of = [&wanted = function](const MatrixRow& each) {
            return to_text(each.function) == wanted;
        };
        const auto row = std::find_if(rows.begin(), rows.end(), is_of);
        ASSERT_NE(row, rows.end()) << function;
        if (outcome == "works") {
            EXPECT_GE(share(*row), 0.95) << function;
        } else {
            EXPECT_EQ(outcome, "fails") << function;
            EXPECT_LE(share(*row), 0.05) << function;
        }
    }
}

TEST_P(ReadyCase, WorksWithoutItsWallWithinPatience) {
    for (const MatrixRow& row : played(nullptr)) {
        EXPECT_GE(share(row), 0.95) << to_text(row.function);
    }
}

INSTANTIATE_TEST_SUITE_P(Policies, ReadyCase, ::testing::ValuesIn(cases_with_expectations()),
                         [](const auto& tested) {
                             std::string name = fs::path(tested.param).filename().string();
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(ReadyCases, AreThere) {
    EXPECT_GE(cases_with_expectations().size(), 5U);
}

}  // namespace
}  // namespace cordon::testing

#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "sim/policy/file/file_reader.hh"
#include "tests/scenario/file/scenario_text.hh"
#include "tests/scenario/file/yaml_json.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> complaints_of(std::string text) {
    return schema_complaints("scenario", std::move(text));
}

std::string content_of(const fs::path& path) {
    return DiskFiles().read(path.string()).value_or("");
}

/// The blocks between ```yml and ``` of the page on policies.
std::vector<std::string> examples() {
    const std::string page = content_of("policies/README.md");
    std::vector<std::string> blocks;
    constexpr std::string_view start = "```yml\n";
    for (std::size_t at = page.find(start); at != page.npos; at = page.find(start, at)) {
        at += start.size();
        blocks.push_back(page.substr(at, page.find("```", at) - at));
    }
    return blocks;
}

TEST(ScenarioSchema, TakesAGoodScenario) {
    EXPECT_EQ(complaints_of(good_scenario()), std::vector<std::string>());
    EXPECT_EQ(complaints_of(scenario_with("vpn: 25%", "tcp: ios")), std::vector<std::string>());
    EXPECT_EQ(complaints_of(scenario_with("delay: 20 ms", "keep_alive: 2 h")),
              std::vector<std::string>());
}

TEST(ScenarioSchema, RefusesWhatTheReaderRefuses) {
    EXPECT_FALSE(complaints_of(scenario_with("photo-send: 2", "foto-send: 2")).empty());
    EXPECT_FALSE(complaints_of(scenario_with("delay: 90 ms", "dely: 90 ms")).empty());
    EXPECT_FALSE(
        complaints_of(scenario_with("tries:", "visits: { v: { to: a.b } }\ntries:")).empty());
    EXPECT_FALSE(complaints_of(scenario_with("rate: 100 Mbit/s", "rate: fast")).empty());
    EXPECT_FALSE(complaints_of(scenario_with("vpn: 25%", "vpn: some")).empty());
}

TEST(ScenarioSchema, FitsTheExamplesOfThePage) {
    const auto blocks = examples();
    EXPECT_FALSE(blocks.empty());
    for (const std::string& block : blocks) {
        EXPECT_EQ(complaints_of(block), std::vector<std::string>());
        EXPECT_EQ(errors_of(block), std::vector<std::string>());
        EXPECT_EQ(warnings_of(block), std::vector<std::string>());
    }
}

TEST(ScenarioSchema, FitsTheCases) {
    for (const auto& entry : fs::directory_iterator("policies")) {
        const fs::path file = entry.path() / "scenario.yaml";
        if (!fs::exists(file)) continue;
        EXPECT_EQ(complaints_of(content_of(file)), std::vector<std::string>()) << file;
    }
}

}  // namespace
}  // namespace cordon::testing

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/policy/file/load.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
    return DiskFiles{}.read(path.string()).value_or("");
}

std::vector<fs::path> ready_walls() {
    std::vector<fs::path> walls;
    for (const auto& entry : fs::directory_iterator("policies")) {
        if (fs::exists(entry.path() / "policy.yaml")) walls.push_back(entry.path());
    }
    std::sort(walls.begin(), walls.end());
    return walls;
}

/// The blocks between ```yaml and ``` of a page.
std::vector<std::string> yaml_blocks(const std::string& page) {
    std::vector<std::string> blocks;
    constexpr std::string_view start = "```yaml\n";
    for (std::size_t at = page.find(start); at != page.npos; at = page.find(start, at)) {
        at += start.size();
        const std::size_t end = page.find("```", at);
        blocks.push_back(page.substr(at, end - at));
    }
    return blocks;
}

void expect_readable(const std::string& text, const fs::path& page) {
    const DiskFiles files;
    const auto loaded = parse_policy(text, page.string(), files);
    if (loaded) return;
    for (const Diagnostic& error : loaded.error()) ADD_FAILURE() << to_text(error) << "\n" << text;
}

TEST(ReadyWall, LoadsWithoutAWarningUnderTheNameOfItsFolder) {
    const std::vector<fs::path> walls = ready_walls();
    EXPECT_GE(walls.size(), 5U);
    for (const fs::path& wall : walls) {
        const auto loaded = load_policy((wall / "policy.yaml").string());
        ASSERT_TRUE(loaded) << to_text(loaded.error().front());
        EXPECT_EQ(loaded->policy.name, wall.filename().string());
        EXPECT_FALSE(loaded->policy.about.empty());
        for (const Diagnostic& warning : loaded->warnings) ADD_FAILURE() << to_text(warning);
    }
}

TEST(ReadyWall, IsOnAtAllTimes) {
    for (const fs::path& wall : ready_walls()) {
        const auto loaded = load_policy((wall / "policy.yaml").string());
        ASSERT_TRUE(loaded);
        for (const Rule& rule : loaded->policy.rules) {
            EXPECT_TRUE(rule.in.empty() && !rule.active) << wall << ": " << rule.name;
        }
    }
}

TEST(ReadyWall, HasAPageWhoseExamplesAreRead) {
    for (const fs::path& wall : ready_walls()) {
        const std::string page = content_of(wall / "README.md");
        EXPECT_FALSE(page.empty()) << wall;
        for (const std::string& block : yaml_blocks(page))
            expect_readable(block, wall / "README.md");
    }
}

TEST(LanguagePage, EveryExampleIsRead) {
    const std::vector<std::string> blocks = yaml_blocks(content_of("policies/README.md"));
    EXPECT_GE(blocks.size(), 10U);
    for (const std::string& block : blocks) expect_readable(block, "policies/README.md");
}

TEST(LanguagePage, NamesEveryFieldAndEveryChoice) {
    const std::string page = content_of("policies/README.md");
    for (const FieldInfo& field : all_fields()) {
        EXPECT_NE(page.find('`' + std::string(field.name)), page.npos) << field.name;
    }
}

}  // namespace
}  // namespace cordon

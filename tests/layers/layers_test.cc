#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "tests/layers/includes.hh"

namespace cordon::testing {
namespace {

/// Libraries whose names may stand in some folders only (DESIGN.md sections 2, 3 and 7).
struct Fenced {
    std::string header;
    std::string allowed_below;
};

TEST(Layers, EachFolderIncludesOnlyWhatTheTableAllows) {
    for (const Include& include : includes_below(".", "sim")) {
        if (!include.target.starts_with("sim/")) continue;
        EXPECT_TRUE(may_include(include.from, include.target))
            << include.from << " includes " << include.target;
    }
}

TEST(Layers, NothingInSimIncludesToolsTestsOrBench) {
    for (const Include& include : includes_below(".", "sim")) {
        EXPECT_FALSE(include.quoted && !include.target.starts_with("sim/"))
            << include.from << " includes " << include.target;
    }
}

TEST(Layers, NoFilesIncludeEachOtherInACircle) {
    std::string shown;
    for (const std::string& file : find_cycle(includes_below(".", "sim"))) shown += file + "\n";
    EXPECT_EQ(shown, "");
}

TEST(Layers, LibrariesStayWhereTheyBelong) {
    const std::array fences{Fenced{"yaml-cpp/", "sim/policy/file/"},
                            Fenced{"re2/", "sim/policy/file/"},
                            Fenced{"pcap/", "sim/capture/"},
                            Fenced{"pcap.h", "sim/capture/"},
                            Fenced{"nlohmann/", "sim/report/"},
                            Fenced{"nlohmann/", "sim/scenario/"},
                            Fenced{"tins/", "nowhere"},
                            Fenced{"fmt/", "nowhere"},
                            Fenced{"boost/program_options", "nowhere"}};
    for (const Include& include : includes_below(".", "sim")) {
        const auto is_fenced = [&](const Fenced& fence) {
            return include.target.starts_with(fence.header);
        };
        const auto lets_in = [&](const Fenced& fence) {
            return is_fenced(fence) && include.from.starts_with(fence.allowed_below);
        };
        EXPECT_TRUE(std::none_of(fences.begin(), fences.end(), is_fenced) ||
                    std::any_of(fences.begin(), fences.end(), lets_in))
            << include.from << " includes " << include.target;
    }
}

TEST(Layers, NothingInSimPrintsOrReadsAClock) {
    for (const Include& include : includes_below(".", "sim")) {
        EXPECT_NE(include.target, "iostream") << include.from;
        EXPECT_NE(include.target, "random") << include.from;
        EXPECT_NE(include.target, "ctime") << include.from;
    }
}

// The test's own eyes.

TEST(LayersTable, LowerFoldersMayNotReachUp) {
    EXPECT_TRUE(may_include("sim/flow/flow_key.cc", "sim/decode/headers.hh"));
    EXPECT_FALSE(may_include("sim/decode/decode.cc", "sim/flow/flow_key.hh"));
    EXPECT_FALSE(may_include("sim/core/bytes.hh", "sim/engine.hh"));
}

TEST(LayersTable, SomeFoldersMayReadOneFileOfAnotherOnly) {
    EXPECT_TRUE(may_include("sim/policy/field.hh", "sim/classify/facts.hh"));
    EXPECT_FALSE(may_include("sim/policy/field.hh", "sim/classify/classifier.hh"));
    EXPECT_TRUE(may_include("sim/report/event.hh", "sim/policy/decision.hh"));
    EXPECT_FALSE(may_include("sim/report/event.hh", "sim/policy/policy.hh"));
}

TEST(LayersTable, TheEngineDoesNotReadFiles) {
    EXPECT_TRUE(may_include("sim/engine.cc", "sim/action/token_bucket.hh"));
    EXPECT_FALSE(may_include("sim/engine.cc", "sim/capture/reader.hh"));
}

TEST(LayersCycle, IsFoundAndShown) {
    const std::vector<Include> circle{
        {.from = "a", .target = "b"}, {.from = "b", .target = "c"}, {.from = "c", .target = "a"}};
    EXPECT_EQ(find_cycle(circle).size(), 4U);
    EXPECT_TRUE(find_cycle({{.from = "a", .target = "b"},
                            {.from = "a", .target = "c"},
                            {.from = "b", .target = "c"}})
                    .empty());
}

TEST(LayersReading, FindsBothFormsOfInclude) {
    std::istringstream text("#include \"sim/core/bytes.hh\"\nint x;\n#include <vector>\n");
    const auto found = includes_of(text, "f");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].target, "sim/core/bytes.hh");
    EXPECT_FALSE(found[1].quoted);
}

}  // namespace
}  // namespace cordon::testing

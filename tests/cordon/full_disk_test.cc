#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"
#include "tests/support/json_schema.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Runs the program with a small disk of its own for the output folder.
class FullDisk : public ProgramTest {
protected:
    void SetUp() override {
        file("small-disk", R"(
            size=$1 disk=$2 kept=$3
            shift 3
            mount -t tmpfs -o size="$size" none "$disk" || exit 77
            "$@"
            status=$?
            cp -r "$disk/." "$kept"
            exit $status
        )");
        for (const char* name : {"disk", "kept"}) fs::create_directory(path(name));
        if (on_disk("1m", "--version").status != 0) GTEST_SKIP() << "no disk can be mounted here";
    }
    [[nodiscard]] Outcome on_disk(const std::string& size, const std::string& arguments) const {
        return cordon(arguments, "unshare -rm sh " + path("small-disk") + " " + size + " " +
                                     path("disk") + " " + path("kept"));
    }
    /// Many packets arrive and all but the first few are removed.
    [[nodiscard]] Outcome replay_on(const std::string& size) const {
        const std::string wall =
            policy("  - {rule: no-media, when: http.host == media.example, then: drop}\n");
        return on_disk(size, "replay " + file("long.pcap", long_capture(3000)) + " --policy " +
                                 wall + " --out " + path("disk"));
    }
    [[nodiscard]] json summary() const {
        return json::parse(content_of(path("kept/summary.json.partial")));
    }
    /// How many packets a file that was kept holds; it can be read to its end.
    [[nodiscard]] std::uint64_t packets_in(const std::string& name) const {
        const Outcome read = cordon("replay " + path("kept/" + name) + " --policy " + no_rules() +
                                    " --write summary -q --out " + path("count"));
        EXPECT_EQ(read.status, 0) << name << ": " << read.err;
        return json::parse(content_of(path("count/summary.json")))["totals"]["packets_in"];
    }
    static std::vector<std::string> all_partial() {
        return {"events.jsonl.partial", "passed.pcapng.partial", "removed.pcapng.partial",
                "summary.json.partial"};
    }
};

TEST_F(FullDisk, CostsOnlyTheFileThatFilledIt) {
    const Outcome outcome = replay_on("2m");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find("removed.pcapng: cannot be written: no space"), std::string::npos)
        << outcome.err;
    ASSERT_EQ(files_in("kept"), all_partial()) << outcome.err;
    const json totals = summary()["totals"];
    EXPECT_GT(totals["passed"]["packets"], 0);
    EXPECT_EQ(totals["passed"]["packets"], packets_in("passed.pcapng.partial"));
    EXPECT_LT(fs::file_size(path("kept/removed.pcapng.partial")), 2U << 20U);
    EXPECT_GT(fs::file_size(path("kept/removed.pcapng.partial")), 1U << 20U);
}

TEST_F(FullDisk, MakesTheSummarySayWhichFilesHoldLessThanItCounts) {
    EXPECT_EQ(replay_on("2m").status, 1);
    EXPECT_GT(summary()["totals"]["removed"]["packets"], packets_in("removed.pcapng.partial"));
    EXPECT_EQ(summary()["ended_early"], "a file could not be written");
    ASSERT_EQ(summary()["files_end_early"].size(), 1U);
    EXPECT_TRUE(summary()["files_end_early"][0].get<std::string>().starts_with(
        "removed.pcapng: cannot be written: no space"));
    for (const std::string& complaint : JsonSchema::load("summary").complaints(summary())) {
        ADD_FAILURE() << complaint;
    }
}

TEST_F(FullDisk, LeavesABeginningOfEachFileHoweverSmallItIs) {
    const Outcome outcome = replay_on("200k");
    EXPECT_EQ(outcome.status, 1);
    ASSERT_EQ(files_in("kept"), all_partial()) << outcome.err;
    EXPECT_GT(packets_in("removed.pcapng.partial"), 0U);
    EXPECT_EQ(packets_in("passed.pcapng.partial"), summary()["totals"]["passed"]["packets"]);
    EXPECT_NE(outcome.err.find("what was written is kept in"), std::string::npos) << outcome.err;
}

TEST_F(FullDisk, NamesTheFilesOfWhichNothingIsKept) {
    const Outcome outcome = replay_on("8k");
    EXPECT_EQ(outcome.status, 1);
    const std::vector<std::string> kept = files_in("kept");
    EXPECT_LT(kept.size(), 4U);
    for (const std::string& partial : all_partial()) {
        const std::string name = partial.substr(0, partial.rfind('.'));
        const bool told = outcome.err.find(name + ": nothing of it is kept") != std::string::npos;
        EXPECT_NE(told, std::find(kept.begin(), kept.end(), partial) != kept.end()) << name << "\n"
                                                                                    << outcome.err;
    }
}

TEST_F(FullDisk, LeavesTheFilesOfARunAsPartialTogether) {
    const Outcome outcome =
        on_disk("40k", "run adblock-2019 --capture home/dsl/1 -q --out " + path("disk"));
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    for (const std::string& name : files_in("kept")) EXPECT_TRUE(name.ends_with(".partial"));
    EXPECT_NE(outcome.err.find("what was written is kept in"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace cordon::testing

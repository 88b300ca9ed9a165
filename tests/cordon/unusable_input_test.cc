#include <unistd.h>

#include <filesystem>

#include "tests/cordon/program.hh"
#include "tests/cordon/sample_capture.hh"

namespace cordon::testing {
namespace {

namespace fs = std::filesystem;

/// Input and output that cannot be used: one clear message with its place, the exit status of the
/// contract, and nothing half-written under a final name.
class UnusableInput : public ProgramTest {
protected:
    [[nodiscard]] Outcome replay(const std::string& capture) const {
        return cordon("replay '" + capture + "' --policy " + no_rules() + " --out " + path("out"));
    }
    void expect_refused(const std::string& capture, const std::string& why) const {
        const Outcome outcome = replay(capture);
        EXPECT_EQ(outcome.status, 2) << outcome.err;
        EXPECT_NE(outcome.err.find(capture), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find(why), std::string::npos) << outcome.err;
        EXPECT_TRUE(files_in("out").empty());
    }
    static constexpr const char* all_files[] = {"events.jsonl", "passed.pcapng", "removed.pcapng",
                                                "summary.json"};
};

TEST_F(UnusableInput, AMissingFileIsNamed) {
    expect_refused(path("none.pcap"), "no such file");
}

TEST_F(UnusableInput, AnEmptyNameIsToldWithItsRemedy) {
    Outcome outcome = cordon("replay '' --policy " + no_rules());
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.err, "cordon: the name of a capture is empty: name a file, or - for stdin\n");
    for (const std::string& command : {"replay " + capture() + " --policy " + no_rules(),
                                       "reenact " + capture() + " --policy " + no_rules(),
                                       std::string("run adblock-2019 --capture home/dsl/1")}) {
        outcome = cordon(command + " --out ''");
        EXPECT_EQ(outcome.status, 2) << command;
        EXPECT_EQ(outcome.err,
                  "cordon: --out is empty: name the folder of the files, as in --out out\n")
            << command;
    }
}

TEST_F(UnusableInput, AFolderIsNoCapture) {
    fs::create_directory(path("folder"));
    expect_refused(path("folder"), "is a folder");
}

TEST_F(UnusableInput, AFolderWithoutAPolicyIsNamedWithItsRemedy) {
    fs::create_directory(path("folder"));
    const Outcome outcome = cordon("check " + path("folder"));
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_NE(outcome.err.find(path("folder") + ": is a folder without a policy.yaml"),
              std::string::npos)
        << outcome.err;
}

TEST_F(UnusableInput, AFolderWithoutAPolicyHidesNothingReadyOfItsName) {
    const std::string there = "cd " + path("") + ";";
    fs::create_directory(path("whatsapp-blackout"));
    Outcome outcome = cordon("check whatsapp-blackout", there);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(cordon("check ./whatsapp-blackout", there).status, 2);
    fs::create_directory(path("adblock-2019"));
    outcome = cordon("run adblock-2019 --capture home/dsl/1 -q --out adblock-2019", there);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    fs::create_directory(path("folder"));
    outcome = cordon("check folder", there);
    EXPECT_NE(outcome.err.find("folder: is a folder without a policy.yaml"), std::string::npos)
        << outcome.err;
}

TEST_F(UnusableInput, ACaseIsNoPolicyAndSaysWhatPlaysIt) {
    fs::create_directory(path("case"));
    file("case/scenario.yaml", "scenario: none\n");
    const Outcome outcome = cordon("check " + path("case"));
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_NE(outcome.err.find("`cordon run " + path("case") + "` checks it and plays it"),
              std::string::npos)
        << outcome.err;
    EXPECT_NE(cordon("check whatsapp-2017").err.find("`cordon run whatsapp-2017` checks it"),
              std::string::npos);
}

TEST_F(UnusableInput, TextIsNoCapture) {
    expect_refused(file("notes.txt", "These are notes, not packets.\n"), "");
}

TEST_F(UnusableInput, AnEmptyFileIsNoCapture) {
    expect_refused(file("empty.pcap", ""), "is empty");
}

TEST_F(UnusableInput, AForeignFormatIsNamedWithItsRemedy) {
    expect_refused(
        file("s.snoop", std::string("snoop\0\0\0\0\0\0\2\0\0\0\4", 16) + std::string(64, '\0')),
        "snoop");
}

TEST_F(UnusableInput, ACaptureCutInMidPacketIsUsedAsFarAsItGoes) {
    const std::string whole = sample_capture();
    const Outcome outcome = replay(file("cut.pcap", whole.substr(0, whole.size() - 5)));
    EXPECT_EQ(outcome.status, 3) << outcome.err;
    EXPECT_NE(outcome.err.find(path("cut.pcap")), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("everything before it was used"), std::string::npos);
    EXPECT_EQ(files_in("out"),
              std::vector<std::string>(std::begin(all_files), std::end(all_files)));
}

TEST_F(UnusableInput, AFolderThatCannotBeReadIsNamed) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    fs::create_directory(path("closed"));
    const std::string capture = file("closed/sample.pcap", sample_capture());
    fs::permissions(path("closed"), fs::perms::none);
    expect_refused(capture, "may not be read");
    fs::permissions(path("closed"), fs::perms::owner_all);
}

TEST_F(UnusableInput, ABadFilterIsRefused) {
    const Outcome outcome = cordon("replay " + capture() + " --policy " + no_rules() +
                                   " --filter 'tcp prot 80' --out " + path("out"));
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_NE(outcome.err.find("filter"), std::string::npos) << outcome.err;
    EXPECT_TRUE(files_in("out").empty());
}

TEST_F(UnusableInput, AFileWhereTheOutputFolderShouldBe) {
    file("out", "in the way");
    const Outcome outcome = replay(capture());
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_NE(outcome.err.find(path("out")), std::string::npos) << outcome.err;
    EXPECT_EQ(content_of(path("out")), "in the way");
}

TEST_F(UnusableInput, AFullDiskKeepsWhatWasWrittenAsPartial) {
    // A limit on the size of files stands in for the disk: writes fail the same way.
    constexpr int enough_packets = 3000;
    const std::string capture = file("long.pcap", long_capture(enough_packets));
    const Outcome outcome =
        cordon("replay " + capture + " --policy " + no_rules() + " --out " + path("out"),
               "ulimit -f 2500;");
    EXPECT_EQ(outcome.status, 1) << outcome.err;
    EXPECT_NE(outcome.err.find("passed.pcapng: cannot be written: no space"), std::string::npos)
        << outcome.err;
    for (const std::string& name : files_in("out")) EXPECT_TRUE(name.ends_with(".partial")) << name;
    // What is kept can be read.
    const Outcome read = cordon("inspect " + path("out/passed.pcapng.partial"));
    EXPECT_EQ(read.status, 0) << read.err;
    EXPECT_NE(read.out.find("media.example"), std::string::npos) << read.out;
}

TEST_F(UnusableInput, AFailedRunLeavesEarlierFilesAsTheyWere) {
    ASSERT_EQ(replay(capture()).status, 0);
    const std::string before = content_of(path("out/passed.pcapng"));
    const std::string capture = file("long.pcap", long_capture(3000));
    ASSERT_EQ(cordon("replay " + capture + " --policy " + no_rules() + " --out " + path("out"),
                     "ulimit -f 2500;")
                  .status,
              1);
    EXPECT_EQ(content_of(path("out/passed.pcapng")), before);
    EXPECT_EQ(content_of(path("out/summary.json")).find("long.pcap"), std::string::npos);
}

TEST_F(UnusableInput, AScenarioIsNoPolicyAndAWallNoCase) {
    const std::string scenario = "policies/adblock-2019/scenario.yaml";
    const std::string run_it = "`cordon run " + scenario + "` checks it";
    for (const std::string command : {"check ", "replay pcaps/photo-sent.pcap --policy "}) {
        const Outcome outcome = cordon(command + scenario);
        EXPECT_EQ(outcome.status, 2);
        for (const std::string& told : {scenario + ": is a case, not a policy", run_it}) {
            EXPECT_NE(outcome.err.find(told), std::string::npos) << outcome.err;
        }
    }
    for (const std::string wall : {"whatsapp-media-name", "policies/whatsapp-media-name",
                                   "policies/whatsapp-media-name/policy.yaml"}) {
        const Outcome outcome = cordon("run " + wall);
        EXPECT_EQ(outcome.status, 2);
        EXPECT_NE(outcome.err.find(wall + ": is a wall, not a case: `cordon replay CAPTURE"),
                  std::string::npos)
            << outcome.err;
    }
}

}  // namespace
}  // namespace cordon::testing

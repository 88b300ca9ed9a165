#include "tests/cordon/program.hh"

namespace cordon::testing {
namespace {

using CommandLine = ProgramTest;

TEST_F(CommandLine, HelpNamesEveryCommand) {
    const Outcome help = cordon("--help");
    EXPECT_EQ(help.status, 0);
    for (const char* command : {"walls", "replay", "inspect", "reenact", "run", "lab"}) {
        EXPECT_NE(help.out.find(command), std::string::npos) << command;
    }
}

TEST_F(CommandLine, EveryCommandHasHelpWithExamples) {
    for (const char* command :
         {"walls", "replay", "inspect", "check", "explain", "reenact", "run"}) {
        const Outcome help = cordon(std::string(command) + " --help");
        EXPECT_EQ(help.status, 0) << command;
        EXPECT_NE(help.out.find("Usage: cordon "), std::string::npos) << command;
        EXPECT_NE(help.out.find("Examples:"), std::string::npos) << command;
    }
}

TEST_F(CommandLine, NothingToDoShowsTheHelpAndFails) {
    EXPECT_EQ(cordon("").status, 2);
    EXPECT_NE(cordon("").out.find("Usage:"), std::string::npos);
}

TEST_F(CommandLine, VersionIsOneLine) {
    EXPECT_EQ(cordon("--version").out, "cordon 0.1.0\n");
}

TEST_F(CommandLine, AMisspeltCommandGetsASuggestion) {
    const Outcome outcome = cordon("replai");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("did you mean 'replay'?"), std::string::npos) << outcome.err;
}

TEST_F(CommandLine, CommandsToComeSaySo) {
    for (const char* command : {"intercept", "lab", "try", "phone", "report"}) {
        const Outcome outcome = cordon(command);
        EXPECT_EQ(outcome.status, 2) << command;
        EXPECT_NE(outcome.err.find("does not exist yet"), std::string::npos) << outcome.err;
    }
}

TEST_F(CommandLine, AnUnknownOptionIsNamed) {
    const Outcome outcome = cordon("replay --polcy x");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("--polcy"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("cordon replay --help"), std::string::npos);
}

TEST_F(CommandLine, OptionsAreNotAbbreviated) {
    EXPECT_EQ(cordon("replay --pol x").status, 2);
}

TEST_F(CommandLine, WhatIsMissingIsSaid) {
    EXPECT_NE(cordon("replay --policy " + no_rules()).err.find("no capture is named"),
              std::string::npos);
    EXPECT_NE(cordon("replay " + capture()).err.find("--policy is missing"), std::string::npos);
    EXPECT_NE(cordon("inspect").err.find("no capture is named"), std::string::npos);
    EXPECT_NE(cordon("check").err.find("no policy is named"), std::string::npos);
    EXPECT_NE(cordon("explain x --policy y").err.find("--frame N is missing"), std::string::npos);
}

TEST_F(CommandLine, OptionsThatCannotBeUsedAreRefused) {
    const std::string replay = "replay " + capture() + " --policy " + no_rules();
    const auto refused = [&](const std::string& options, const std::string& why) {
        const Outcome outcome = cordon(replay + " " + options);
        EXPECT_EQ(outcome.status, 2) << options;
        EXPECT_NE(outcome.err.find(why), std::string::npos) << outcome.err;
        EXPECT_EQ(outcome.out, "");
    };
    refused("--threads 2", "only 1 can be used");
    refused("--limit many", "--limit takes a whole number, not 'many'");
    refused("--seed -1", "--seed");
    refused("--at yesterday", "--at takes a time such as");
    refused("--at 2262-04-12T00:00Z",
            "--at is out of range: times reach from 1677-09-21T00:12:44Z to 2262-04-11T23:47:15Z");
    refused("--from 2018-01-02 --to 2018-01-02", "--to lies before --from");
    refused("--write passed", "--write needs --out");
    refused("--out x --write passd", "did you mean 'passed'?");
    refused("--out x --write report", "does not exist yet");
    refused("--packet-events", "--packet-events needs --out");
}

TEST_F(CommandLine, AFullStandardOutputIsAFailure) {
    const Outcome outcome = cordon("inspect " + capture() + " >/dev/full");
    EXPECT_EQ(outcome.status, 1);
    EXPECT_NE(outcome.err.find("standard output cannot be written"), std::string::npos);
}

}  // namespace
}  // namespace cordon::testing

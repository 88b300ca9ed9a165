#include <filesystem>

#include "tests/cordon/program.hh"

namespace cordon::testing {
namespace {

using Check = ProgramTest;

TEST_F(Check, AGoodPolicyIsCalledGood) {
    const Outcome outcome = cordon(
        "check " + policy("  - rule: a\n    when: http.host == media.example\n    then: drop\n"
                          "    source: somebody, 2017\n"));
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.out.find("good: 1 rule"), std::string::npos) << outcome.out;
}

TEST_F(Check, WhatIsProbablyNotMeantIsAWarningAndNoError) {
    const Outcome outcome = cordon("check " + policy("  - rule: a\n    then: drop\n"));
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.out.find("warning"), std::string::npos) << outcome.out;
}

TEST_F(Check, NamesInOtherScriptsStandAsTheyWereTyped) {
    const Outcome outcome =
        cordon("check " + policy("  - rule: a\n    when: tls.sni == \u00e9.com\n    then: drop\n"
                                 "    source: somebody, 2017\n"));
    EXPECT_NE(outcome.out.find("'\u00e9.com' has letters beyond ASCII where host names are sent in "
                               "their xn-- form\n"),
              std::string::npos)
        << outcome.out;
}

TEST_F(Check, FieldsAreListedWithTheirMeaning) {
    const Outcome outcome = cordon("check --fields");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.out.find("flow.up.bytes_in(WINDOW)"), std::string::npos);
    EXPECT_NE(outcome.out.find("server name in the TLS ClientHello"), std::string::npos);
}

TEST_F(Check, TheReadyWallsAreListedAndGood) {
    const Outcome walls = cordon("walls");
    EXPECT_EQ(walls.status, 0) << walls.err;
    EXPECT_NE(walls.out.find("whatsapp-media-name"), std::string::npos);
    EXPECT_EQ(walls.out.find("cannot be used"), std::string::npos) << walls.out;
}

TEST_F(Check, WhatAWallIsAboutIsListedAsItWasTyped) {
    std::filesystem::create_directories(path("walls/here"));
    static_cast<void>(
        file("walls/here/policy.yaml", "policy: here\nabout: \u00e4\u00f6\u00fc \u202e\n"));
    EXPECT_EQ(cordon("walls", "CORDON_POLICIES=" + path("walls")).out,
              "here  \u00e4\u00f6\u00fc \\xe2\\x80\\xae\n");
}

TEST_F(Check, ReadyWallsStandWhereTheEnvironmentSays) {
    EXPECT_EQ(cordon("walls", "CORDON_POLICIES=" + path("none")).status, 2);
}

TEST_F(Check, ACandidateNamesTheSourceOfEachNumberOrMakesItADial) {
    const std::string wall =
        file("candidate.yaml",
             "policy: c\ndials: { media: { is: strength, moves: r.chance, from: 0%, to: 100% } }\n"
             "rules:\n  - rule: r\n    when: tls.sni == a.example\n    source: a paper\n"
             "    then: { throttle: { rate: 64 kbit/s } }\n    chance: 50%\n");
    const Outcome outcome = cordon("check " + wall);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.out.find("the number 'r.throttle.rate' is neither sourced nor a dial"),
              std::string::npos)
        << outcome.out;
    EXPECT_EQ(cordon("check policies/whatsapp-2017/candidates/names-reset.yaml").status, 0);
}

TEST_F(Check, ReportsAreHeldAgainstTheirSources) {
    const Outcome good = cordon("check policies/whatsapp-2017/observations.yaml");
    EXPECT_EQ(good.status, 0) << good.out;
    EXPECT_NE(good.out.find(" rows from "), std::string::npos) << good.out;
    const std::string wrong =
        file("observations.yaml", "observations: o\nnation: china\nsources: none.yaml\nrows: []\n");
    const Outcome refused = cordon("check " + wrong);
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.out.find("'waves' is a map of names"), std::string::npos) << refused.out;
    EXPECT_NE(refused.out.find("cannot read"), std::string::npos) << refused.out;
}

TEST_F(Check, ReportsThatCannotBeReadAreToldWithTheCandidatesBelowThem) {
    file("observations.yaml", "observations: o\nnation: china\nsources: none.yaml\nrows: []\n");
    std::filesystem::create_directory(path("candidates"));
    const std::string wall =
        file("candidates/c.yaml",
             "policy: c\ndials: { media: { is: strength, moves: r.chance, from: 0%, to: 100% } }\n"
             "rules: [{ rule: r, when: tls.sni == a.example, source: a paper, then: drop }]\n");
    const Outcome refused = cordon("check " + wall);
    EXPECT_EQ(refused.status, 2);
    EXPECT_NE(refused.out.find("observations.yaml"), std::string::npos) << refused.out;
}

}  // namespace
}  // namespace cordon::testing

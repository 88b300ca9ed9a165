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

TEST_F(Check, ReadyWallsStandWhereTheEnvironmentSays) {
    EXPECT_EQ(cordon("walls", "CORDON_POLICIES=" + path("none")).status, 2);
}

}  // namespace
}  // namespace cordon::testing

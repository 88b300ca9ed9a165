#include <regex>

#include "tests/cordon/program.hh"

namespace cordon::testing {
namespace {

/// Policies that cannot be used: one message with `file:line:column`, status 2, no files; the same
/// from `replay` and from `check`.
class PolicyErrors : public ProgramTest {
protected:
    void expect_refused(const std::string& policy_file, int line, const std::string& words) const {
        const Outcome replayed =
            cordon("replay " + capture() + " --policy " + policy_file + " --out " + path("out"));
        EXPECT_EQ(replayed.status, 2);
        EXPECT_TRUE(names(replayed.err, policy_file, line, words)) << replayed.err;
        EXPECT_TRUE(files_in("out").empty());
        const Outcome checked = cordon("check " + policy_file);
        EXPECT_EQ(checked.status, 2);
        EXPECT_TRUE(names(checked.out, policy_file, line, words)) << checked.out;
    }

private:
    static bool names(const std::string& text, const std::string& policy_file, int line,
                      const std::string& words) {
        const std::regex place(policy_file + ":" + std::to_string(line) + ":[0-9]+: [^\n]*" +
                               words);
        return std::regex_search(text, place);
    }
};

TEST_F(PolicyErrors, AnUnknownFieldGetsTheNearestName) {
    expect_refused(policy("  - rule: a\n    when: tls.snj == example.org\n    then: drop\n"), 5,
                   "did you mean 'tls.sni'");
}

TEST_F(PolicyErrors, AnUnknownActionGetsTheNearestName) {
    expect_refused(policy("  - rule: a\n    then: dorp\n"), 5, "did you mean 'drop'");
}

TEST_F(PolicyErrors, ABadUnitIsNamed) {
    expect_refused(policy("  - rule: a\n    when: flow.up.bytes > 8 kilos\n    then: drop\n"), 5,
                   "kilos");
}

TEST_F(PolicyErrors, AWrongTypeIsNamed) {
    expect_refused(
        policy("  - rule: a\n    when: server.port == mmg.whatsapp.net\n    then: drop\n"), 5, "");
}

TEST_F(PolicyErrors, AnUnknownPhaseIsNamed) {
    expect_refused(policy("  - rule: a\n    then: drop\n    in: [july]\n"), 6, "july");
}

TEST_F(PolicyErrors, AContradictoryPositionIsNamed) {
    expect_refused(file("p.yaml",
                        "policy: test\nposition: in-path\nposition: on-path\nrules:\n"
                        "  - rule: a\n    then: drop\n"),
                   3, "position");
}

TEST_F(PolicyErrors, ACycleOfUseIsNamed) {
    file("b.yaml", "policy: b\nposition: in-path\nuse: [a.yaml]\nrules: []\n");
    const std::string a =
        file("a.yaml", "policy: a\nposition: in-path\nuse: [b.yaml]\nrules: []\n");
    const Outcome outcome = cordon("check " + a);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.out.find("b.yaml:3:"), std::string::npos) << outcome.out;
}

TEST_F(PolicyErrors, AllErrorsAreToldAtOnce) {
    const Outcome outcome = cordon(
        "check " +
        policy("  - rule: a\n    then: dorp\n  - rule: b\n    in: [july]\n    then: drop\n"));
    EXPECT_NE(outcome.out.find(":5:"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find(":7:"), std::string::npos) << outcome.out;
}

TEST_F(PolicyErrors, AMissingPolicyFileIsNamed) {
    const Outcome outcome =
        cordon("replay " + capture() + " --policy none.yaml --out " + path("out"));
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("none.yaml"), std::string::npos) << outcome.err;
}

TEST_F(PolicyErrors, AMisspeltReadyWallGetsASuggestion) {
    const Outcome outcome = cordon("replay " + capture() + " --policy whatsapp-media-nam");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("did you mean 'whatsapp-media-name'?"), std::string::npos)
        << outcome.err;
}

TEST_F(PolicyErrors, ABadSettingIsRefused) {
    const Outcome outcome = cordon("replay " + capture() + " --policy " +
                                   policy("  - rule: a\n    then: drop\n") + " --set b.then=pass");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_NE(outcome.err.find("no rule is called 'b'"), std::string::npos) << outcome.err;
}

}  // namespace
}  // namespace cordon::testing

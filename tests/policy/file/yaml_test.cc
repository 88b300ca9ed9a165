#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

TEST(Yaml, ASyntaxErrorStandsAloneWithAHint) {
    EXPECT_EQ(errors_in("policy: p\ncolour: red\nabout: a: b\n"),
              Lines{"p.yaml:3:9: this is not valid YAML (illegal map value): put quotes around a "
                    "value that has ': ' in it"});
    EXPECT_EQ(errors_in("policy: p\nlet: { a: { domains: [*.a.com] } }\n"),
              Lines{"p.yaml:2:23: this is not valid YAML (the referenced anchor is not defined): "
                    "text that begins with '*' must stand in quotes, as in \"*.example.org\""});
    EXPECT_EQ(errors_in("policy: p\nrules:\n\t- rule: r\n"),
              Lines{"p.yaml:3:2: this is not valid YAML (illegal block entry): "
                    "indent with spaces, not with tabs"});
    EXPECT_EQ(errors_in("policy: p\nabout: @home\n"),
              Lines{"p.yaml:2:8: this is not valid YAML (unknown token): text that begins with '@' "
                    "must stand in quotes"});
    EXPECT_EQ(errors_in("policy: p\nabout: \"a\\d\"\n"),
              Lines{"p.yaml:2:12: this is not valid YAML (unknown escape character: d): in double "
                    "quotes a backslash begins an escape; single quotes keep it as it is"});
    EXPECT_EQ(errors_in("policy: p\nuse: [a, b\n"),
              Lines{"p.yaml:3:1: this is not valid YAML (end of sequence flow not found): a '[' or "
                    "'{' is opened and never closed"});
    EXPECT_EQ(errors_in("when: {80} in x\n"),
              Lines{"p.yaml:1:12: this is not valid YAML (end of map not found): a value that "
                    "begins with '{' and goes on after its end must stand in quotes as a whole, or "
                    "in a '|' block"});
}

TEST(Yaml, AConditionWithASetAmongBracesIsToBeQuoted) {
    const std::string hint =
        ": this is not valid YAML (end of map flow not found): a value with '{' in it must stand "
        "in quotes as a whole between braces or brackets, as in { when: 'tls.sni in {example.org}' "
        "}";
    EXPECT_EQ(
        errors_in("policy: p\nrules: [ { rule: r, when: tls.sni in {a.org}, then: drop } ]\n"),
        Lines{"p.yaml:2:38" + hint});
    EXPECT_EQ(errors_in("policy: p\nrules:\n  - { rule: r, when: ip.ttl in {1, 2}, then: drop }\n"),
              Lines{"p.yaml:3:32" + hint});
    EXPECT_EQ(
        errors_in("policy: p\nrules:\n  - { rule: r, then: drop\n  - { rule: q }\n"),
        Lines{"p.yaml:4:5: this is not valid YAML (end of map flow not found): a '[' or '{' is "
              "opened and never closed"});
}

TEST(Yaml, AQuoteThatIsNeverClosedIsTold) {
    EXPECT_EQ(errors_in("policy: p\nabout: \"text\n"),
              Lines{"p.yaml:2:8: this quoted text is never closed"});
    EXPECT_EQ(errors_in("policy: p\nabout: 'it''s\n"),
              Lines{"p.yaml:2:8: this quoted text is never closed"});
}

TEST(Yaml, ControlCharactersAreRefused) {
    EXPECT_EQ(errors_in(std::string("policy: p\nabout: \x04x\n")),
              Lines{"p.yaml:2:8: a control character; this file is to be plain UTF-8 text"});
    EXPECT_EQ(errors_in(std::string("policy: p\0", 10)),
              Lines{"p.yaml:1:10: a control character; this file is to be plain UTF-8 text"});
}

TEST(Yaml, BytesThatAreNoUtf8AreRefused) {
    EXPECT_EQ(errors_in("policy: p\nabout: \u00e4\u4f60 \xe4\xf6\n"),
              Lines{"p.yaml:2:11: a byte that is no UTF-8; this file is to be plain UTF-8 text"});
    EXPECT_EQ(errors_in("policy: p\n# caf\xe9\n"),
              Lines{"p.yaml:2:6: a byte that is no UTF-8; this file is to be plain UTF-8 text"});
    EXPECT_EQ(policy_of("policy: p\nabout: \u00e4\u00f6\u00fc\n").about, "\u00e4\u00f6\u00fc");
}

TEST(Yaml, DuplicateKeysAreErrorsAtTheSecond) {
    EXPECT_EQ(
        errors_in("policy: p\npolicy: q\n"),
        Lines{"p.yaml:2:1: 'policy' stands here a second time; it is already given in line 1"});
    EXPECT_EQ(errors_in("policy: p\nlet:\n  a: { ports: [1] }\n  a: { ports: [2] }\n").front(),
              "p.yaml:4:3: 'a' stands here a second time; it is already given in line 3");
}

TEST(Yaml, FurtherDocumentsAreErrors) {
    EXPECT_EQ(errors_in("---\npolicy: p\n---\npolicy: q\n"),
              Lines{"p.yaml:3:1: a second document begins here; the file is to be one document"});
    EXPECT_EQ(errors_in("---\npolicy: p\n...\n"), Lines{});
}

TEST(Yaml, AnchorsAliasesAndTagsAreErrors) {
    EXPECT_EQ(
        errors_in("policy: &x p\nabout: *x\n"),
        (Lines{"p.yaml:1:9: anchors are not part of the policy language; put quotes around "
               "text that begins with '&'",
               "p.yaml:2:8: aliases are not part of the policy language; write the value out, "
               "or put quotes around text that begins with '*'",
               "p.yaml:2:8: 'about' is one value; this is nothing"}));
    EXPECT_EQ(errors_in("policy: p\nabout: !!str 5\n"),
              Lines{"p.yaml:2:8: tags are not part of the policy language; put quotes around text "
                    "that begins with '!'"});
}

TEST(Yaml, AFileWithoutAPolicyIsTold) {
    EXPECT_EQ(errors_in(""), Lines{"p.yaml:1:1: this file is empty; a policy begins with policy: "
                                   "NAME"});
    EXPECT_EQ(errors_in("# only a comment\n").size(), 1U);
    EXPECT_EQ(errors_in("- a\n- b\n"),
              Lines{"p.yaml:1:1: a policy is a map of policy, about, position, zone, inside, use, "
                    "let, phases, rules, null-wall, dials, numbers or written-from; this is a "
                    "list"});
    EXPECT_EQ(errors_in("about: x\n"), Lines{"p.yaml:1:1: a policy has a name: policy: NAME"});
}

TEST(Yaml, DeepNestingEndsInAnError) {
    EXPECT_FALSE(errors_in("policy: " + std::string(20'000, '[')).empty());
    EXPECT_FALSE(errors_in("policy: " + std::string(20'000, '{')).empty());
}

TEST(Yaml, EveryPrefixOfAPolicyIsReadWithoutHarm) {
    const std::string whole =
        rule_with({"when: |", "  tls.sni in $names", "  and stream.up contains 57:41",
                   "then: [note, { throttle: { rate: 1 kbit/s } }]",
                   "for: { residual: { last: 90 s } }", "chance: 5%"});
    EXPECT_EQ(errors_in(whole), Lines{});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        static_cast<void>(errors_in(whole.substr(0, size)));
    }
}

}  // namespace
}  // namespace cordon

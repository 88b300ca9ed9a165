#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

Lines places_of(std::initializer_list<std::string_view> lines) {
    Lines places;
    for (const std::string& line : errors_in(rule_with(lines))) {
        places.push_back(line.substr(0, line.find(": ")));
    }
    return places;
}

TEST(Place, IsRightInAPlainValueHoweverFarIn) {
    EXPECT_EQ(places_of({"when:    tls.sni and xx   # a comment", "then: drop"}),
              Lines{"p.yaml:12:26"});
}

TEST(Place, IsRightInQuotedValuesWithEscapes) {
    EXPECT_EQ(places_of({"when: 'http.path == ''a'' and xx'", "then: drop"}),
              Lines{"p.yaml:12:35"});
    EXPECT_EQ(places_of({R"(when: "http.path == \"a\\\\\" and xx")", "then: drop"}),
              Lines{"p.yaml:12:39"});
    EXPECT_EQ(places_of({R"(when: "http.path == '\u00e9\x41' and xx")", "then: drop"}),
              Lines{"p.yaml:12:42"});
}

TEST(Place, IsRightInEveryLineOfABlock) {
    EXPECT_EQ(places_of({"when: |", "  tls.sni", "", "    and xx", "  and yy", "then: drop"}),
              (Lines{"p.yaml:15:13", "p.yaml:16:11"}));
    EXPECT_EQ(places_of({"when: |-", "      tls.sni and", "      xx", "then: drop"}),
              Lines{"p.yaml:14:11"});
    EXPECT_EQ(places_of({"when: |", "  tls.sni and", "then: drop"}), Lines{"p.yaml:13:18"});
}

TEST(Place, CountsCharactersNotBytes) {
    EXPECT_EQ(places_of({"when: http.path contains \"\u4f60\u597d\" and xx", "then: drop"}),
              Lines{"p.yaml:12:39"});
}

TEST(Place, IsRightWithWindowsLineEnds) {
    EXPECT_EQ(errors_in("policy: p\r\nrules:\r\n  - rule: r\r\n    when: |\r\n      tls.sni\r\n"
                        "      and xx\r\n    then: drop\r\n"),
              Lines{"p.yaml:6:11: no field is called 'xx'; `cordon check --fields` lists all"});
}

TEST(Place, IsRightAfterAByteOrderMark) {
    EXPECT_EQ(errors_in("\xef\xbb\xbfpolicy: p\ncolour: red\n").front().substr(0, 11),
              "p.yaml:2:1:");
}

TEST(Place, ConditionsOverSeveralLinesStandInABlock) {
    EXPECT_EQ(
        errors_in(rule_with({"when: tls.sni", "  and tls.ech", "then: drop"})),
        Lines{"p.yaml:12:11: a condition stands on one line, or in a '|' block over several"});
    EXPECT_EQ(
        errors_in(rule_with({"when: >", "  tls.sni", "  and tls.ech", "then: drop"})),
        Lines{"p.yaml:12:11: a condition stands on one line, or in a '|' block over several"});
}

}  // namespace
}  // namespace cordon

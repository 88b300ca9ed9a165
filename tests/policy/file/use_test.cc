#include <gtest/gtest.h>

#include "sim/core/calendar.hh"
#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

std::string rule(const std::string& name) {
    return "  - { rule: " + name + ", then: drop, source: x }\n";
}
std::string file(const std::string& name, const std::string& head, const std::string& rules) {
    return "policy: " + name + "\n" + head + "rules:\n" + rules;
}

TEST(Use, RulesOfUsedFilesComeAfterEachFileOnce) {
    const FilesInMemory files{
        {"b/b.yaml", file("b", "use: [../c.yaml]\n", rule("b1"))},
        {"c.yaml", file("c", "", rule("c1"))},
    };
    const Policy policy =
        policy_of(file("a", "use: [b/b.yaml, c.yaml]\n", rule("a1") + rule("a2")), files);
    Lines names;
    for (const Rule& each : policy.rules) names.push_back(each.name);
    EXPECT_EQ(names, (Lines{"a1", "a2", "b1", "c1"}));
    EXPECT_EQ(policy.name, "a");
    EXPECT_EQ(policy.rules[2].where, "b/b.yaml:4");
}

TEST(Use, AFileThatTwoUseComesAfterBoth) {
    const FilesInMemory files{{"b.yaml", file("b", "use: [d.yaml, e.yaml]\n", rule("b1"))},
                              {"c.yaml", file("c", "use: d.yaml\n", rule("c1"))},
                              {"d.yaml", file("d", "", rule("d1"))},
                              {"e.yaml", file("e", "", rule("e1"))}};
    const Policy policy = policy_of(file("a", "use: [b.yaml, c.yaml]\n", rule("a1")), files);
    Lines names;
    for (const Rule& each : policy.rules) names.push_back(each.name);
    EXPECT_EQ(names, (Lines{"a1", "b1", "e1", "c1", "d1"}));
}

TEST(Use, SetsAndPhasesOfUsedFilesAreKnown) {
    const FilesInMemory files{{"b.yaml",
                               "policy: b\nzone: Z\nlet: { web: { ports: [80] } }\n"
                               "phases: { july: { from: 2017-07-01, to: 2017-08-01 } }\n"}};
    EXPECT_EQ(errors_in("policy: a\nuse: b.yaml\nrules:\n  - rule: r\n"
                        "    when: server.port in $web\n    in: july\n    then: drop\n",
                        files),
              Lines{});
}

TEST(Use, ACircleIsToldWithItsWay) {
    const FilesInMemory files{{"b.yaml", file("b", "use: [c.yaml]\n", rule("b"))},
                              {"c.yaml", file("c", "use: [b.yaml]\n", rule("c"))}};
    EXPECT_EQ(errors_in(file("a", "use: [b.yaml]\n", rule("a")), files),
              Lines{"c.yaml:2:7: this goes round in a circle: b.yaml uses c.yaml uses b.yaml"});
    EXPECT_EQ(errors_in(file("a", "use: [./x/../p.yaml]\n", rule("a"))),
              Lines{"p.yaml:2:7: this goes round in a circle: p.yaml uses p.yaml"});
}

TEST(Use, AMissingFileIsToldWhereItIsNamed) {
    EXPECT_EQ(errors_in(file("a", "use: [b.yaml]\n", rule("a"))),
              Lines{"p.yaml:2:7: cannot read 'b.yaml': No such file or directory"});
    EXPECT_EQ(errors_in("policy: a\nuse: b\n", {{"b/policy.yaml", "policy: b\n"}}),
              Lines{"p.yaml:2:6: cannot read 'b': No such file or directory; did you mean "
                    "'b/policy.yaml'?"});
    EXPECT_EQ(
        errors_in("policy: a\nuse: b\n"),
        Lines{"p.yaml:2:6: cannot read 'b': No such file or directory; 'use' takes the path of "
              "a policy file, as seen from this one, such as ../NAME/policy.yaml"});
}

TEST(Use, ASyntaxErrorInAUsedFileNamesThatFile) {
    EXPECT_EQ(errors_in(file("a", "use: [b.yaml]\n", rule("a")), {{"b.yaml", "a: b: c\n"}}),
              Lines{"b.yaml:1:5: this is not valid YAML (illegal map value): put quotes around a "
                    "value that has ': ' in it"});
}

TEST(Use, NamesAreUniqueOverAllFiles) {
    const FilesInMemory files{
        {"b.yaml", file("b",
                        "let: { s: { ports: [80] } }\nphases: { f: { from: 2017-01-01T00:00Z, "
                        "to: 2017-01-02T00:00Z } }\n",
                        rule("r"))}};
    EXPECT_EQ(errors_in(file("a",
                             "use: b.yaml\nlet: { s: { ports: [80] } }\nphases: { f: { from: "
                             "2017-01-01T00:00Z, to: 2017-01-02T00:00Z } }\n",
                             rule("r")),
                        files),
              (Lines{"b.yaml:2:8: set 's' is already defined in p.yaml:3",
                     "b.yaml:3:11: phase 'f' is already defined in p.yaml:4",
                     "b.yaml:5:13: rule 'r' is already defined in p.yaml:6"}));
}

TEST(Use, WhatFilesStateOfTheWallMustAgree) {
    const FilesInMemory files{
        {"b.yaml", "policy: b\nposition: on-path\nzone: Z\ninside: [10.0.0.0/8]\n"}};
    EXPECT_EQ(
        errors_in("policy: a\nuse: b.yaml\nposition: in-path\nzone: \"+08:00\"\n"
                  "inside: [11.0.0.0/8]\n",
                  files),
        (Lines{"b.yaml:2:11: 'position' contradicts p.yaml:3: all files of a policy state the "
               "same",
               "b.yaml:3:7: 'zone' contradicts p.yaml:4: all files of a policy state the same",
               "b.yaml:4:9: 'inside' contradicts p.yaml:5: all files of a policy state the "
               "same"}));
    const Policy policy =
        policy_of("policy: a\nuse: b.yaml\ninside: [10.0.0.0/9, 10.128.0.0/9]\n", files);
    EXPECT_EQ(policy.position, Position::on_path);
    EXPECT_TRUE(policy.inside->contains(*parse_ip_address("10.200.0.1")));
}

TEST(Header, SaysWhatWouldFit) {
    EXPECT_EQ(
        errors_in("policy: p q\nposition: inpath\nzone: Asia/Shanghai\ninside: [x]\ncolour: 1\n"),
        (Lines{("p.yaml:1:9: 'p q' does not do as the name of a policy: it has 1 to 100 letters, "
                "digits, '-' and '_'"),
               ("p.yaml:2:11: 'position' is in-path or on-path, not 'inpath'; did you mean "
                "'in-path'?"),
               ("p.yaml:3:7: 'Asia/Shanghai' is no zone; write an offset such as \"+08:00\", or "
                "Z"),
               "p.yaml:4:10: 'x' is not an address such as 31.13.86.51 or 10.0.0.0/8",
               ("p.yaml:5:1: a policy has no setting 'colour'; there are policy, about, "
                "position, zone, inside, use, let, phases, rules, null-wall, dials, numbers and "
                "written-from")}));
}

TEST(Header, UnstatedIsInPathInUtcWithoutAnInside) {
    const Policy policy = policy_of("policy: p\n");
    EXPECT_EQ(policy.position, Position::in_path);
    EXPECT_EQ(policy.zone.east.count(), 0);
    EXPECT_FALSE(policy.inside.has_value());
    EXPECT_TRUE(policy.rules.empty());
}

TEST(Phase, IsReadInTheZoneOfThePolicyUnlessItHasAnOffset) {
    const Policy policy = policy_of(
        "policy: p\nzone: '+08:00'\nphases:\n"
        "  a: { from: 2017-07-15, to: 2017-07-15T08:00Z }\n");
    EXPECT_EQ(policy.phases[0].from, *midnight(2017, 7, 15, {.east = std::chrono::hours{8}}));
    EXPECT_EQ(policy.phases[0].to - policy.phases[0].from, std::chrono::hours{16});
}

TEST(Phase, ErrorsSayWhatWouldFit) {
    EXPECT_EQ(errors_in("policy: p\nphases:\n  a: { from: 2017-07-15, to: 2017-08-01T00:00Z }\n"),
              Lines{"p.yaml:3:14: '2017-07-15' needs a zone; write zone: \"+08:00\" at the top, or "
                    "the offset after the time of day"});
    EXPECT_EQ(errors_in("policy: p\nzone: Z\nphases:\n  a: { from: 2017-07-15, to: 2017-07-15 }\n"),
              Lines{"p.yaml:4:30: phase 'a' ends before it begins; 'to' is the first moment after "
                    "it"});
    EXPECT_EQ(
        errors_in("policy: p\nzone: Z\nphases:\n  a: { from: 2017-02-29, till: 2017-03-01 }\n"),
        Lines{"p.yaml:4:26: a phase has no setting 'till'; there are from and to"});
    EXPECT_EQ(
        errors_in("policy: p\nzone: Z\nphases:\n  a: { from: 2017-02-29, to: 15 July }\n"),
        (Lines{"p.yaml:4:14: '2017-02-29' is no time; write 2017-07-15, or 2017-07-15T08:00 "
               "with +08:00 after it or not",
               "p.yaml:4:30: '15 July' is no time; write 2017-07-15, or 2017-07-15T08:00 with "
               "+08:00 after it or not"}));
    EXPECT_EQ(errors_in("policy: p\nzone: Z\nphases:\n  a: { from: 1600-01-01, to: 2262-04-12 }\n"),
              (Lines{"p.yaml:4:14: '1600-01-01' is out of range: times reach from "
                     "1677-09-21T00:12:44Z to 2262-04-11T23:47:15Z",
                     "p.yaml:4:30: '2262-04-12' is out of range: times reach from "
                     "1677-09-21T00:12:44Z to 2262-04-11T23:47:15Z"}));
    EXPECT_EQ(errors_in("policy: p\nzone: Z\nphases:\n  a: { from: 2017-02-01 }\n"),
              Lines{"p.yaml:4:6: a phase lacks 'to'"});
}

TEST(Phase, HoursAndWeekdaysNeedAZone) {
    EXPECT_EQ(
        errors_in("policy: p\nrules:\n  - rule: r\n    when: time.hour == 5\n    then: drop\n"),
        Lines{"p.yaml:4:11: time.hour needs a zone; write zone: \"+08:00\" at the top"});
}

}  // namespace
}  // namespace cordon

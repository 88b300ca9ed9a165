#include "sim/scenario/candidate/candidate.hh"

#include <gtest/gtest.h>

#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/candidate/table_plan.hh"
#include "sim/scenario/candidate/world_settings.hh"

namespace cordon::testing {
namespace {

using Lines = std::vector<std::string>;

/// A candidate whose parts stand in these lines: dials in line 2, a rule from line 5 on.
std::string candidate(const std::string& dials, const std::string& more = "") {
    return "policy: c\n"
           "dials: { " +
           dials + " }\n" + (more.empty() ? "about: a wall" : more) +
           "\n"
           "rules:\n"
           "  - rule: media\n"
           "    when: tls.sni == a.example\n"
           "    then: { throttle: { rate: 64 kbit/s } }\n"
           "    chance: 50%\n"
           "    source: a paper\n";
}

const std::string strength = "media: { is: strength, moves: media.chance, from: 0%, to: 100% }";
const std::string rate =
    "rate: { is: own, moves: media.throttle.rate, from: 4 kbit/s, to: 64 kbit/s, prior: "
    "even-in-log }";
const std::string both = strength + ", " + rate;

Observations two_rows() {
    Observations rows;
    rows.waves = {{.name = "july", .from = {}, .to = {}},
                  {.name = "september", .from = {}, .to = {}}};
    Observation row;
    row.id = "bbc-photo";
    row.source = "bbc-test";
    rows.rows = {row};
    return rows;
}

Lines errors_in(const std::string& text, const Observations* rows = nullptr) {
    const MemoryFiles files{std::map<std::string, std::string, std::less<>>{}};
    const auto parsed = parse_candidate(text, "c.yaml", files, rows);
    Lines lines;
    if (parsed) return lines;
    for (const Diagnostic& error : parsed.error()) lines.push_back(to_text(error));
    return lines;
}

Candidate read(const std::string& text) {
    const MemoryFiles files{std::map<std::string, std::string, std::less<>>{}};
    auto parsed = parse_candidate(text, "c.yaml", files);
    EXPECT_TRUE(parsed) << to_text(parsed.error().front());
    return parsed ? parsed->candidate : Candidate{};
}

TEST(Candidate, TurnsItsDialsWithinTheirRanges) {
    const Candidate wall = read(candidate(both + ", uneven: { is: unevenness }"));
    ASSERT_EQ(wall.dials.size(), 3U);
    EXPECT_EQ(wall.dials[0].value_at(0), "0%");
    EXPECT_EQ(wall.dials[0].value_at(0.125), "12.5%");
    EXPECT_EQ(wall.dials[0].value_at(1), "100%");
    EXPECT_EQ(wall.dials[1].value_at(0), "4000 bit/s");
    EXPECT_EQ(wall.dials[1].value_at(0.5), "16000 bit/s");  // in the middle of the logarithm
    EXPECT_EQ(wall.dials[1].value_at(1), "64000 bit/s");
}

TEST(Candidate, SetsWhatItsDialsMove) {
    const Candidate wall = read(candidate(both + ", uneven: { is: unevenness }, "
                                                 "loss: { is: strength, moves: world.loss.down, "
                                                 "from: 0%, to: 60% }"));
    const Settings settings = settings_at(wall, "july", {0.5, 0, 0.5});
    EXPECT_EQ(settings.policy, (Lines{"media.chance=50%", "media.throttle.rate=4000 bit/s"}));
    EXPECT_EQ(settings.world, Lines{"loss.down=30%"});
    EXPECT_EQ(wall.model_dials("july").size(), 4U);
}

TEST(Candidate, LeavesOutTheDialsOfOtherWaves) {
    const Candidate wall = read(candidate(
        "media: { is: strength, moves: media.chance, from: 0%, to: 100%, in: september }, " +
        rate));
    EXPECT_EQ(wall.model_dials("september").size(), 2U);
    EXPECT_EQ(wall.model_dials("july").size(), 1U);
    EXPECT_EQ(settings_at(wall, "july", {1}).policy, Lines{"media.throttle.rate=64000 bit/s"});
}

TEST(TablePlan, CrossesTheDialsThatMoveSettings) {
    const Candidate wall = read(candidate(both + ", uneven: { is: unevenness }"));
    const TablePlan plan = plan_table(wall, "july");
    ASSERT_EQ(plan.axes.size(), 2U);
    ASSERT_EQ(plan.crossings.size(), 15U);
    EXPECT_EQ(plan.crossings.front().policy,
              (Lines{"media.chance=0%", "media.throttle.rate=4000 bit/s"}));
    EXPECT_EQ(plan.crossings[4].policy,
              (Lines{"media.chance=25%", "media.throttle.rate=16000 bit/s"}));
    EXPECT_EQ(plan.crossings.back().policy,
              (Lines{"media.chance=100%", "media.throttle.rate=64000 bit/s"}));
    // The table is filled in the same order.
    const ResponseTable table(1, plan.axes);
    EXPECT_EQ(table.turns_at(4), (std::vector<double>{0.25, 0.5}));
}

TEST(TablePlan, OfAWaveWithoutDialsIsOneCrossing) {
    const Candidate wall = read(
        candidate("media: { is: strength, moves: media.chance, from: 1%, to: 2%, in: september }",
                  "numbers: { media.throttle: a paper }"));
    EXPECT_EQ(plan_table(wall, "july").crossings.size(), 1U);
}

TEST(Candidate, LongTimesAreWholeSeconds) {
    Dial dial;
    dial.quantity = Quantity::duration;
    dial.from = 60'000'000'000;
    dial.to = 86'400'000'000'000;
    dial.prior = Dial::Prior::even_in_log;
    EXPECT_EQ(dial.value_at(0.5), "2277 s");
    dial.from = 100;
    EXPECT_EQ(dial.value_at(0), "100 ns");
}

TEST(Candidate, ANumberIsSourcedOrADial) {
    EXPECT_EQ(errors_in(candidate(strength)),
              Lines{"c.yaml:7:31: the number 'media.throttle.rate' is neither sourced nor a dial: "
                    "name it under 'numbers' with its source, or move it by a dial"});
    EXPECT_EQ(errors_in(candidate(strength, "numbers: { media.throttle: a paper }")), Lines());
    EXPECT_EQ(errors_in(candidate(both)), Lines());
}

TEST(Candidate, ASourceIsOfANumberThatStandsThere) {
    EXPECT_EQ(errors_in(candidate(both, "numbers: { media.throttle.rat: a paper }")),
              Lines{"c.yaml:3:12: no number is called 'media.throttle.rat'; did you mean "
                    "'media.throttle.rate'?"});
}

TEST(Candidate, NumbersInConditionsSetsAndPhasesCount) {
    const std::string text =
        "policy: c\nzone: Z\ndials: { }\nlet:\n  web: { ports: [80, 443] }\n  names: { domains: "
        "[a1.example] }\n"
        "phases: { july: { from: 2017-07-15, to: 2017-08-01 } }\n"
        "rules:\n  - { rule: r, when: 'tls.sni in $names and flow.up.bytes > 8 KiB', then: drop, "
        "source: s,\n"
        "      for: { residual: { key: 3-tuple, last: 90 s } }, after: { p50: 1 s, p90: 2 s } }\n";
    Lines paths;
    for (const std::string& line : errors_in(text)) {
        const std::size_t at = line.find("the number '");
        ASSERT_NE(at, std::string::npos) << line;
        paths.push_back(line.substr(at + 12, line.find('\'', at + 12) - at - 12));
    }
    EXPECT_EQ(paths, (Lines{"$web.ports", "phases.july", "r.when", "r.residual.last", "r.after.p50",
                            "r.after.p90"}));
}

TEST(Candidate, ARuleNeedsAGroundBesideTheRowsItMakesAgree) {
    std::string text = candidate(both, "written-from: { media: [bbc-photo] }");
    text.erase(text.find("    source: a paper\n"));
    const Observations rows = two_rows();
    EXPECT_EQ(errors_in(text, &rows),
              Lines{"c.yaml:5:11: rule 'media' has no ground but the rows that it makes agree: "
                    "'source' says where such an act was seen otherwise"});
    EXPECT_EQ(errors_in(candidate(both) + "    assumed: x\n", &rows), Lines());
    std::string named = candidate(both);
    named.replace(named.find("a paper"), 7, "the BBC (bbc-test)");
    EXPECT_EQ(errors_in(named, &rows),
              Lines{"c.yaml:9:13: the source of rule 'media' is the report 'bbc-test': a rule may "
                    "not rest on what it makes agree"});
}

TEST(Candidate, ANullWallMayAssume) {
    std::string text = candidate(both, "null-wall: true");
    text.replace(text.find("source: a paper"), 15, "assumed: the hour decides");
    EXPECT_EQ(errors_in(text), Lines());
}

TEST(Candidate, AtMostFourDialsAreTurnedInAWave) {
    const std::string world = ": { is: own, moves: world.loss.down, from: 0%, to: 1% }";
    const std::string four = both + ", a" + world + ", b" + world;
    EXPECT_EQ(errors_in(candidate(four)), Lines());
    const Lines errors = errors_in(candidate(four + ", c" + world));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_NE(errors[0].find("the fifth dial; at most four"), std::string::npos);
    // Waves have dials of their own.
    const std::string july = ": { is: own, moves: world.loss.down, from: 0%, to: 1%, in: july }";
    const std::string september =
        ": { is: own, moves: world.loss.down, from: 0%, to: 1%, in: september }";
    EXPECT_EQ(errors_in(candidate(both + ", a" + july + ", b" + july + ", c" + september)),
              Lines());
}

TEST(Candidate, ADialMovesWhatIsThere) {
    EXPECT_EQ(
        errors_in(candidate(both + ", x: { is: own, moves: medai.chance, from: 1%, to: 2% }")),
        Lines{"c.yaml:2:174: dial 'x': no rule is called 'medai'; did you mean 'media'?"});
    const Lines refused = errors_in(
        candidate(rate + ", media: { is: strength, moves: media.chance, from: 0%, to: 101% }"));
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_NE(refused[0].find("'chance' is at most 100%"), std::string::npos);
}

TEST(Candidate, AMisspeltSettingIsToldWithTheNumberThatIsLeftWithoutADial) {
    const auto moving = [](const std::string& setting) {
        return errors_in(candidate("media: { is: strength, moves: " + setting +
                                   ", from: 0%, to: 100% }, " + rate));
    };
    const std::string left =
        "c.yaml:8:13: the number 'media.chance' is neither sourced nor a dial: name it under "
        "'numbers' with its source, or move it by a dial";
    EXPECT_EQ(moving("media.chanse"),
              (Lines{"c.yaml:2:10: dial 'media': rule 'media' has no setting 'chanse'; did you "
                     "mean 'chance'?",
                     left}));
    EXPECT_EQ(moving("[medai.chance, world.los.down]"),
              (Lines{"c.yaml:2:10: dial 'media': the world has no setting 'los.down'; did you mean "
                     "'loss.down'?",
                     "c.yaml:2:10: dial 'media': no rule is called 'medai'; did you mean 'media'?",
                     left}));
}

TEST(Candidate, WhatIsWrongWithItsPolicyIsToldWithTheRest) {
    std::string text = candidate("media: { is: strenght, moves: x }, " + rate);
    text.replace(text.find("tls.sni"), 7, "tls.snj");
    const Lines errors = errors_in(text);
    ASSERT_EQ(errors.size(), 3U);
    EXPECT_EQ(errors[0], "c.yaml:6:11: no field is called 'tls.snj'; did you mean 'tls.sni'?");
    EXPECT_NE(errors[1].find("'is' is strength"), std::string::npos) << errors[1];
    EXPECT_NE(errors[2].find("'media.chance' is neither"), std::string::npos) << errors[2];
}

TEST(Candidate, ADialMovesTheWorldWithinItsBounds) {
    const auto moving = [](const std::string& setting, const std::string& to) {
        return errors_in(candidate(both + ", x: { is: own, moves: world." + setting +
                                   ", from: 1%, to: " + to + " }"));
    };
    EXPECT_EQ(moving("loss.down", "60%"), Lines());
    EXPECT_EQ(moving("los.down", "60%"),
              Lines{"c.yaml:2:174: dial 'x': the world has no setting 'los.down'; did you mean "
                    "'loss.down'?"});
    EXPECT_EQ(moving("loss.down", "160%"),
              Lines{"c.yaml:2:174: dial 'x': 'loss.down' is a share of at most 100%, not '160%'"});
}

TEST(WorldSettings, AreReadAsTheyAreSet) {
    const auto settings = world_settings({"loss.down=30%", "servers.silent=12.5%"});
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->loss_down.millionths, 300'000U);
    EXPECT_EQ(settings->servers_silent.millionths, 125'000U);
    EXPECT_EQ(*world_settings({}), WorldSettings{});
    EXPECT_FALSE(world_settings({"loss.up=30%"}));
    EXPECT_FALSE(world_settings({"loss.down"}));
    EXPECT_FALSE(world_settings({"loss.down=much"}));
    EXPECT_FALSE(world_settings({"loss.down=101%"}));
}

TEST(Candidate, WrongDialsAreToldAllAtOnce) {
    const Observations rows = two_rows();
    EXPECT_EQ(
        errors_in(candidate("a: { is: strenght }, b: { is: own, moves: x, from: 2 s, to: 1% }, "
                            "c: { is: unevenness, from: 0%, in: juli }, " +
                                both,
                            "written-from: { media: bbc-foto, medai: bbc-photo }"),
                  &rows),
        (Lines{("c.yaml:2:19: 'is' is strength, unevenness or own, not 'strenght'; did you mean "
                "'strength'?"),
               ("c.yaml:2:52: 'x' is no setting; write RULE.SETTING, $SET.SETTING or "
                "world.SETTING"),
               ("c.yaml:2:61: 'from' and 'to' are numbers of one kind, such as 0% and 100%, or "
                "16 kbit/s and 512 kbit/s"),
               ("c.yaml:2:103: unevenness moves no setting and has one range, from none to all "
                "of the spread"),
               "c.yaml:2:111: no wave is called 'juli'; did you mean 'july'?",
               "c.yaml:3:24: no row is called 'bbc-foto'; did you mean 'bbc-photo'?",
               "c.yaml:3:34: no rule or phase is called 'medai'; did you mean 'media'?"}));
}

TEST(SettingsWithoutIdle, LeavesOutWhatARuleThatNeverActsWouldDo) {
    const Settings settings{.policy = {"media.chance=0%", "media.residual.last=60 s",
                                       "chat.chance=50%", "chat.residual.last=60 s"},
                            .world = {"loss.down=5%"}};
    const Settings left = without_idle(settings);
    EXPECT_EQ(left.policy, (std::vector<std::string>{"media.chance=0%", "chat.chance=50%",
                                                     "chat.residual.last=60 s"}));
    EXPECT_EQ(left.world, settings.world);
}

TEST(SettingsWithoutIdle, LeavesOutHowAPoolMovesOfWhichNothingIsKnown) {
    const Settings left = without_idle({.policy = {"$media.covers=0%", "$media.rotate=1 h",
                                                   "$chat.covers=10%", "$chat.rotate=1 h"},
                                        .world = {}});
    EXPECT_EQ(left.policy, (std::vector<std::string>{"$media.covers=0%", "$chat.covers=10%",
                                                     "$chat.rotate=1 h"}));
}

}  // namespace
}  // namespace cordon::testing

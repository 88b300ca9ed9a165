#include <gtest/gtest.h>

#include "sim/scenario/observations/file/load_observations.hh"

namespace cordon::testing {
namespace {

using Lines = std::vector<std::string>;

const std::string head =
    "observations: o\n"
    "zone: \"+08:00\"\n"
    "nation: china\n"
    "sources: s.yaml\n"
    "waves: { july: { from: 2017-07-15, to: 2017-08-01 } }\n"
    "rows:\n";  // rows begin in line 7

const std::string index_of_sources =
    "sources: o\n"
    "list:\n"
    "  - { source: paper, title: A paper, origin: paper-jul, read: repost, when: 2017-07-18,\n"
    "      where: [china, beijing], works: text }\n";

const std::string good_row =
    "  - { id: r, when: 2017-07-18, place: beijing, function: text, status: works,\n"
    "      kind: user, origin: paper-jul, read: repost, use: fit, source: paper }\n";

tl::expected<LoadedObservations, std::vector<Diagnostic>> parse(const std::string& text) {
    const MemoryFiles files{{{"s.yaml", index_of_sources}}};
    return parse_observations(text, "o.yaml", files);
}

Lines errors_in(const std::string& text) {
    Lines lines;
    const auto parsed = parse(text);
    if (parsed) return lines;
    for (const Diagnostic& error : parsed.error()) lines.push_back(to_text(error));
    return lines;
}

/// The good row with one piece of it changed.
std::string changed(const std::string& from, const std::string& to) {
    std::string row = good_row;
    const std::size_t at = row.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return head + row.replace(at, from.size(), to);
}

TEST(Observations, ReadsARow) {
    const auto parsed = parse(changed("source: paper", "source: paper, m: 2, to: abroad"));
    ASSERT_TRUE(parsed) << to_text(parsed.error().front());
    const Observation& row = parsed->observations.rows.at(0);
    EXPECT_EQ(row.id, "r");
    EXPECT_EQ(to_ns(row.from), 1'500'307'200'000'000'000);  // 2017-07-17T16:00Z
    EXPECT_EQ(row.to - row.from, std::chrono::hours{24});
    EXPECT_EQ(row.function, Function::text);
    EXPECT_EQ(row.status, Status::works);
    EXPECT_EQ(row.tries, 2U);
    EXPECT_EQ(row.recipient, Recipient::abroad);
    EXPECT_EQ(row.road, Road::direct);
    EXPECT_EQ(row.where, "o.yaml:7");
    EXPECT_EQ(parsed->sources.find("paper")->places, (Lines{"china", "beijing"}));
}

TEST(Observations, ARowMaySpeakOfAVisitInsteadOfAFunction) {
    const auto parsed = parse(changed("function: text", "visit: picture-200-kbit"));
    ASSERT_TRUE(parsed) << to_text(parsed.error().front());
    const Observation& row = parsed->observations.rows.at(0);
    EXPECT_EQ(row.function, Function::visit);
    EXPECT_EQ(what_was_tried(row), "picture-200-kbit");
    EXPECT_EQ(errors_in(changed("function: text", "function: text, visit: picture")),
              Lines{"o.yaml:7:71: a row has a 'function' or a 'visit', not both"});
}

TEST(Observations, AMisspeltWordIsToldWithANearOne) {
    EXPECT_EQ(errors_in(changed("status: works", "status: work")),
              Lines{"o.yaml:7:72: 'status' is works, partly or fails, not 'work'; did you mean "
                    "'works'?"});
    EXPECT_EQ(errors_in(changed("function: text", "function: photo-sent")),
              Lines{"o.yaml:7:58: no function is called 'photo-sent'; did you mean 'photo-send'?"});
    EXPECT_EQ(errors_in(changed("kind: user", "knid: user")),
              (Lines{"o.yaml:7:5: a row lacks 'kind'",
                     "o.yaml:8:7: a row has no setting 'knid'; did you mean 'kind'?"}));
    EXPECT_EQ(errors_in(changed("source: paper", "source: papre")),
              Lines{"o.yaml:8:70: no source is called 'papre'; did you mean 'paper'?"});
}

TEST(Observations, ARowSaysNoMoreThanItsSource) {
    EXPECT_EQ(errors_in(changed("2017-07-18", "2017-07-19")),
              Lines{"o.yaml:7:20: source 'paper' (s.yaml:3) does not speak of all this time"});
    EXPECT_EQ(errors_in(changed("beijing", "shanghai")),
              Lines{"o.yaml:7:39: source 'paper' (s.yaml:3) does not speak of 'shanghai'"});
    EXPECT_EQ(errors_in(changed("paper-jul", "paper")),
              Lines{"o.yaml:8:27: the origin of source 'paper' (s.yaml:3) is 'paper-jul'"});
    EXPECT_EQ(errors_in(changed("read: repost", "read: primary")),
              Lines{"o.yaml:8:44: source 'paper' (s.yaml:3) was read as 'repost'"});
}

TEST(Observations, AnExplanationIsNeverScored) {
    EXPECT_EQ(errors_in(changed("kind: user", "kind: analyst")),
              Lines{"o.yaml:8:60: an analyst's explanation is context, never scored"});
    EXPECT_EQ(errors_in(changed("use: fit", "use: context")),
              Lines{"o.yaml:7:5: context has something to say: 'says'"});
}

TEST(Observations, WhatIsFittedLiesInAWave) {
    const std::string text = head + good_row;
    std::string moved = text;
    moved.replace(moved.find("from: 2017-07-15"), 16, "from: 2017-07-19");
    EXPECT_EQ(errors_in(moved),
              Lines{"o.yaml:7:20: this lies in no wave, so that no candidate can be asked of it"});
}

TEST(Observations, AWaveIsWholeDays) {
    std::string text = head + good_row;
    text.replace(text.find("from: 2017-07-15"), 16, "from: \"2017-07-15T12:00\"");
    EXPECT_EQ(errors_in(text),
              Lines{"o.yaml:5:16: wave 'july' is not whole days: it begins and ends with dates, or "
                    "at 00:00"});
}

TEST(Observations, ATimeThatCannotBeHeldIsToldFromNone) {
    const std::string bounds =
        " is out of range: times reach from 1677-09-21T00:12:44Z to 2262-04-11T23:47:15Z";
    EXPECT_EQ(errors_in(changed("when: 2017-07-18", "when: 2262-04-13")).front(),
              "o.yaml:7:20: '2262-04-13'" + bounds);
    std::string text = head + good_row;
    text.replace(text.find("from: 2017-07-15"), 16, "from: 1600-01-01");
    EXPECT_EQ(errors_in(text).front(), "o.yaml:5:24: '1600-01-01'" + bounds);
    EXPECT_EQ(errors_in(changed("when: 2017-07-18", "when: 2262-02-30")).front(),
              "o.yaml:7:20: '2262-02-30' is no date; write 2017-07-18, or a span such as "
              "{from: 2017-07-18, to: 2017-07-20}");
}

TEST(Observations, AllErrorsAreToldAtOnce) {
    EXPECT_EQ(errors_in("observations: o\nnation: china\nsources: t.yaml\n"
                        "waves: { a: { from: 2017-07-15, to: 2017-07-15 } }\nrows:\n"
                        "  - { id: a b, when: 18 July, m: 0 }\n")
                  .size(),
              14U);
}

TEST(Observations, TwoRowsAndTwoWavesDoNotShareANameOrTime) {
    EXPECT_EQ(errors_in(head + good_row + good_row), Lines{"o.yaml:9:11: two rows are called 'r'"});
    std::string text = head + good_row;
    const std::string waves = "to: 2017-08-01 }";
    text.replace(text.find(waves), waves.size(),
                 "to: 2017-08-01 }, b: { from: 2017-07-31, to: 2017-08-02 }");
    EXPECT_EQ(errors_in(text), Lines{"o.yaml:5:54: wave 'b' overlaps wave 'july'"});
}

TEST(Observations, AnEmptyFileOrABrokenOneIsToldOf) {
    EXPECT_FALSE(errors_in("").empty());
    EXPECT_EQ(errors_in("rows: [").size(), 1U);
    EXPECT_FALSE(load_observations("no/such/file.yaml"));
}

}  // namespace
}  // namespace cordon::testing

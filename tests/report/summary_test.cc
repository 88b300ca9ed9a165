#include "sim/report/summary.hh"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "tests/report/sample_flow.hh"
#include "tests/support/json_schema.hh"

namespace cordon {
namespace {

using nlohmann::json;
using testing::midnight_and_a_bit;
using testing::packet;
using testing::SampleFlow;

class SummaryTest : public ::testing::Test {
protected:
    SummaryTest() {
        summary.version = "0.1.0";
        summary.policy = "whatsapp-media-name";
        summary.position = "in-path";
        summary.rules = {"media", "never"};
        summary.inputs.push_back({.path = "pcaps/photo.pcap",
                                  .file_bytes = 10,
                                  .packets = 30,
                                  .first_time = midnight_and_a_bit,
                                  .xxh3_128 = "00"});
        summary.tally = &tally;
        std::array<Arrival, 28> run;
        run.fill(packet(1));
        tally.passed(run);
        tally.removed({.arrival = packet(29), .because = RuleId{0}});
        tally.removed({.arrival = packet(30), .act = Act::after_kill, .because = RuleId{0}});
        flow.shows_tls("mmg.whatsapp.net").decided_by(RuleId{0}, "drop");
        flow.report().removed = {.packets = 2, .bytes = 200};
        tally.rule_decided({.flow = flow.report(), .rule = RuleId{0}, .at = {}});
        tally.flow_ended(flow.ended());
    }

    Tally tally{2};
    Summary summary;
    SampleFlow flow;
};

TEST_F(SummaryTest, ItsJsonConformsToTheSchema) {
    const json value = json::parse(summary_json(summary));
    for (const auto& complaint : testing::JsonSchema::load("summary").complaints(value)) {
        ADD_FAILURE() << complaint;
    }
}

TEST_F(SummaryTest, BeginsWithWhatAnOpenLoopCannotTell) {
    const std::string note =
        "Open loop: recorded endpoints cannot react; 1 packet would not have existed after a kill.";
    EXPECT_EQ(json::parse(summary_json(summary))["note"], note);
    EXPECT_EQ(summary_table(summary).substr(0, note.size()), note);
}

TEST_F(SummaryTest, CountsAgreeWithTheTally) {
    const json value = json::parse(summary_json(summary));
    EXPECT_EQ(value["totals"]["packets_in"], 30);
    EXPECT_EQ(value["totals"]["removed"]["packets"], 2);
    EXPECT_EQ(value["totals"]["after_kill"]["packets"], 1);
    EXPECT_EQ(value["totals"]["verdicts_xxh3_128"], tally.verdicts_hex());
    EXPECT_EQ(value["rules"][0]["flows_decided"], 1);
    EXPECT_EQ(value["applications"][0]["app"], "whatsapp.media");
    EXPECT_EQ(value["applications"][0]["removed"]["packets"], 2);
}

TEST_F(SummaryTest, HoldsNoFloatingPointNumber) {
    const json flat = json::parse(summary_json(summary)).flatten();
    for (const auto& [key, number] : flat.items()) {
        EXPECT_FALSE(number.is_number_float()) << key;
    }
}

TEST_F(SummaryTest, PathsThatAreNotUtf8KeepTheirBytes) {
    summary.inputs[0].path = "bad\xff.pcap";
    EXPECT_TRUE(json::accept(summary_json(summary)));
    EXPECT_NE(summary_json(summary).find(R"("path": "bad\u00ff.pcap")"), std::string::npos);
}

TEST_F(SummaryTest, TheTableNamesWhatTheRulesDid) {
    EXPECT_EQ(summary_table(summary),
              "Open loop: recorded endpoints cannot react; 1 packet would not have existed after a "
              "kill.\n"
              "\n"
              "Policy whatsapp-media-name on pcaps/photo.pcap: 30 packets, 1 flow\n"
              "\n"
              "  application     fate     flows  touched  packets  removed  payload up  payload "
              "down\n"
              "  whatsapp.media  touched      1        1       30        2         400        "
              "19,000\n"
              "  touched: flows in which a rule did more than let pass; removed: packets that did "
              "not leave\n"
              "  the wall; payload: bytes that reached the wall, removed ones included\n"
              "\n"
              "  rule   flows  removed\n"
              "  media      1        2\n"
              "\n"
              "  1 rule of 2 touched nothing.\n"
              "\n"
              "  what became of the packets  packets  bytes\n"
              "  pass                             28  2,800\n"
              "  drop                              1    100\n"
              "  after-kill                        1    100\n");
}

TEST_F(SummaryTest, TheTableSaysWhatCouldNotBeRead) {
    EXPECT_EQ(summary_table(summary).find("could not be read"), std::string::npos);
    summary.reading = {
        .malformed = 1, .unsupported = 1'200, .later_fragments = 30, .outside_any_flow = 400};
    const std::string table = summary_table(summary);
    EXPECT_NE(table.find("\n  (no IP)                                      400\n"),
              std::string::npos)
        << table;
    EXPECT_NE(table.find("\n  1,231 packets could not be read as far as the payload"),
              std::string::npos)
        << table;
}

TEST_F(SummaryTest, TheTableSaysThatNamesInQuicAreNotRead) {
    EXPECT_EQ(summary_table(summary).find("quic:"), std::string::npos);
    SampleFlow quic;
    quic.facts().app = App::quic;
    tally.flow_ended(quic.ended());
    EXPECT_NE(summary_table(summary).find("\n  quic: this version does not read the names in it"),
              std::string::npos);
}

TEST_F(SummaryTest, WhatLeftIsWhatPassedWasHeldOrMade) {
    tally.left({.arrival = packet(31), .act = Act::delay, .because = RuleId{0}});
    tally.left({.arrival = packet(0), .act = Act::inject_reset, .because = RuleId{0}});
    EXPECT_EQ(json::parse(summary_json(summary))["totals"]["left"]["packets"], 30);
}

}  // namespace
}  // namespace cordon

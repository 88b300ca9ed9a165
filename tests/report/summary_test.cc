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

TEST_F(SummaryTest, PathsThatAreNotUtf8AreStillJson) {
    summary.inputs[0].path = "bad\xff.pcap";
    EXPECT_TRUE(json::accept(summary_json(summary)));
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
              "  touched: flows in which a rule acted; removed: packets that did not leave the "
              "wall\n"
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

}  // namespace
}  // namespace cordon

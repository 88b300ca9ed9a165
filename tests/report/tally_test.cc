#include "sim/report/tally.hh"

#include <gtest/gtest.h>

#include <array>

#include "tests/report/sample_flow.hh"

namespace cordon {
namespace {

using testing::packet;
using testing::SampleFlow;

class TallyTest : public ::testing::Test {
protected:
    void pass(std::uint64_t frames) {
        for (std::uint64_t i = 0; i < frames; ++i) {
            const std::array run{packet(++frame)};
            tally.passed(run);
        }
    }
    void hold(Duration held) {
        tally.left({.arrival = packet(++frame),
                    .act = Act::delay,
                    .because = RuleId{1},
                    .flow_id = 77,
                    .held = held});
    }
    void inject() {
        tally.left({.arrival = packet(0, 54), .act = Act::inject_reset, .because = RuleId{0}});
    }
    void remove(Act act) {
        tally.removed({.arrival = packet(++frame), .act = act, .because = RuleId{0}});
    }

    Tally tally{2};
    std::uint64_t frame = 0;
    SampleFlow flow;
};

TEST_F(TallyTest, EveryArrivalPassesIsHeldOrIsRemoved) {
    pass(5);
    hold(Duration{7});
    remove(Act::drop);
    inject();
    EXPECT_EQ(tally.arrived().packets, 7U);
    EXPECT_EQ(tally.arrived().bytes, 700U);
    EXPECT_EQ(tally.passed().packets, 5U);
    EXPECT_EQ(tally.held().packets, 1U);
    EXPECT_EQ(tally.removed().packets, 1U);
    EXPECT_EQ(tally.injected().packets, 1U);
    EXPECT_EQ(tally.injected().bytes, 54U);
}

TEST_F(TallyTest, CountsEachRuleAndEachAct) {
    remove(Act::drop);
    remove(Act::after_kill);
    inject();
    hold(Duration{9});
    hold(Duration{4});
    EXPECT_EQ(tally.rules()[0].removed.packets, 2U);
    EXPECT_EQ(tally.rules()[0].injected.packets, 1U);
    EXPECT_EQ(tally.rules()[1].held.packets, 2U);
    EXPECT_EQ(tally.rules()[1].longest_hold, Duration{9});
    EXPECT_EQ(tally.by(Act::after_kill).packets, 1U);
    EXPECT_EQ(tally.by(Act::drop).packets, 1U);
}

TEST_F(TallyTest, ADepartureAsItCameIsAPlainPass) {
    tally.left({.arrival = packet(1)});
    EXPECT_EQ(tally.passed().packets, 1U);
    EXPECT_EQ(tally.held().packets, 0U);
}

TEST_F(TallyTest, AnApplicationGetsTheRemovalsOfItsFlows) {
    flow.shows_tls("mmg.whatsapp.net").decided_by(RuleId{0}, "drop");
    flow.report().removed = {.packets = 2, .bytes = 200};
    tally.flow_ended(flow.ended());
    const AppTally& media = tally.app(App::whatsapp_media);
    EXPECT_EQ(media.flows, 1U);
    EXPECT_EQ(media.flows_decided, 1U);
    EXPECT_EQ(media.removed.packets, 2U);
    EXPECT_EQ(media.removed.bytes, 200U);
    EXPECT_EQ(media.packets, 30U);
    EXPECT_EQ(media.payload_down, 19000U);
}

TEST_F(TallyTest, DecidedAndNotedFlowsAreCountedApart) {
    tally.rule_decided({.flow = flow.report(), .rule = RuleId{0}, .at = {}});
    tally.rule_decided({.flow = flow.report(), .rule = RuleId{0}, .at = {}, .only_noted = true});
    EXPECT_EQ(tally.rules()[0].flows_decided, 1U);
    EXPECT_EQ(tally.rules()[0].flows_noted, 1U);
}

TEST_F(TallyTest, AFlowThatARuleLetsPassIsDecidedAndNotTouched) {
    flow.shows_tls("mmg.whatsapp.net").decided_by(RuleId{0}, "pass");
    tally.flow_ended(flow.ended());
    EXPECT_EQ(tally.app(App::whatsapp_media).flows_decided, 1U);
    EXPECT_EQ(tally.app(App::whatsapp_media).flows_touched, 0U);
    flow.decided_by(RuleId{0}, "drop");
    tally.flow_ended(flow.ended());
    EXPECT_EQ(tally.app(App::whatsapp_media).flows_touched, 1U);
}

TEST_F(TallyTest, APacketOutsideAnyFlowIsNotAFlow) {
    flow.state().id = 0;
    tally.rule_decided({.flow = flow.report(), .rule = RuleId{0}, .at = {}});
    EXPECT_EQ(tally.rules()[0].flows_decided, 0U);
}

TEST_F(TallyTest, EvictedFlowsAreCounted) {
    tally.flow_ended(flow.ended(FlowEnd::evicted));
    tally.flow_ended(flow.ended(FlowEnd::idle));
    EXPECT_EQ(tally.flows(), 2U);
    EXPECT_EQ(tally.flows_ended(FlowEnd::evicted), 1U);
}

TEST_F(TallyTest, TheDigestTellsVerdictsApart) {
    Tally same{2}, other_act{2}, other_rule{2}, other_frame{2}, more_passes{2};
    remove(Act::drop);
    same.removed({.arrival = packet(1), .act = Act::drop, .because = RuleId{0}});
    other_act.removed({.arrival = packet(1), .act = Act::lose, .because = RuleId{0}});
    other_rule.removed({.arrival = packet(1), .act = Act::drop, .because = RuleId{1}});
    other_frame.removed({.arrival = packet(2), .act = Act::drop, .because = RuleId{0}});
    more_passes.removed({.arrival = packet(1), .act = Act::drop, .because = RuleId{0}});
    const std::array run{packet(2)};
    more_passes.passed(run);
    EXPECT_EQ(tally.verdicts_hex(), same.verdicts_hex());
    for (const Tally* other : {&other_act, &other_rule, &other_frame, &more_passes}) {
        EXPECT_NE(tally.verdicts_hex(), other->verdicts_hex());
    }
}

}  // namespace
}  // namespace cordon

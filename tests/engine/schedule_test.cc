// On and off: phases, cycles and chances are asked at every packet and never latched.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

TEST(Cycle, IsOnForItsLengthAndOffForTheRest) {
    Scene scene;
    scene.begins(time_from_ns(0));
    scene.opens({});
    const auto first = scene.at(0s).up({}, 1);
    const auto last_on = scene.at(20s - 1ns).up({}, 1);
    const auto off = scene.at(20s).up({}, 1);
    const auto still_off = scene.at(60s - 1ns).up({}, 1);
    const auto on_again = scene.at(60s).up({}, 1);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: pulse
    then: drop
    active: { every: 60 s, lasts: 20 s }
)"));
    EXPECT_EQ(run.fate.at(first), "pulse: drop");
    EXPECT_EQ(run.fate.at(last_on), "pulse: drop");
    EXPECT_EQ(run.fate.at(off), "pass");
    EXPECT_EQ(run.fate.at(still_off), "pass");
    EXPECT_EQ(run.fate.at(on_again), "pulse: drop");
}

TEST(Cycle, CountsFromThePhaseThatTheRuleIsIn) {
    Scene scene;
    scene.opens({});
    const auto before = scene.at(30min + 19s).up({}, 1);
    const auto off = scene.at(30min + 21s).up({}, 1);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: pulse
    then: drop
    in: [p]
    active: { every: 1 h, lasts: 20 s }
)",
                                               "phases:\n  p: { from: 2017-07-18T00:30Z, to: "
                                               "2017-07-19T00:00Z }\n"));
    EXPECT_EQ(run.fate.at(before), "pulse: drop");
    EXPECT_EQ(run.fate.at(off), "pass");
}

TEST(Hours, AreThoseOfThePolicysZone) {
    Scene scene;  // begins at midnight UTC: 08:00 in +08:00
    scene.opens({});
    const auto eight = scene.at(59min + 59s).up({}, 1);
    const auto nine = scene.at(1h).up({}, 1);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: morning
    when: time.hour == 8
    then: drop
    for: packet
)",
                                               "zone: \"+08:00\"\n"));
    EXPECT_EQ(run.fate.at(eight), "morning: drop");
    EXPECT_EQ(run.fate.at(nine), "pass");
}

/// So many flows of one packet each, and the share of them that a rule took.
double share_taken(const std::string& rule, int flows, std::uint64_t seed = 1) {
    Scene scene;
    for (int i = 0; i < flows; ++i) {
        scene.datagram({.client_port = static_cast<std::uint16_t>(20'000 + i % 30'000),
                        .server = "203.0.113." + std::to_string(1 + i / 30'000)},
                       "x");
    }
    const auto run = scene.judged_by(policy_of(rule), 64, seed);
    return static_cast<double>(run.touched().size()) / flows;
}

TEST(Chance, TakesItsShareOfFlows) {
    const double share = share_taken("  - {rule: some, then: drop, chance: 26.3%}\n", 10'000);
    EXPECT_NEAR(share, 0.263, 0.009);  // EVIDENCE target 2: 95% binomial half-width
}

TEST(Chance, OfZeroAndOfAllAreNeverAndAlways) {
    EXPECT_EQ(share_taken("  - {rule: some, then: drop, chance: 0%}\n", 1000), 0.0);
    EXPECT_EQ(share_taken("  - {rule: some, then: drop, chance: 100%}\n", 1000), 1.0);
}

TEST(Chance, IsDrawnOnceForWhatPerNames) {
    Scene scene;
    for (std::uint16_t i = 0; i < 200; ++i) {
        scene.datagram({.client_port = static_cast<std::uint16_t>(20'000 + i)}, "x");
    }
    const auto run =
        scene.judged_by(policy_of("  - {rule: r, then: drop, chance: 50%, per: server}\n"));
    EXPECT_TRUE(run.touched().empty() || run.touched().size() == 200);
    const auto by_flow = scene.judged_by(policy_of("  - {rule: r, then: drop, chance: 50%}\n"));
    EXPECT_NEAR(static_cast<double>(by_flow.touched().size()), 100, 28);
}

TEST(Chance, PerPacketDiffersWithinAFlow) {
    Scene scene;
    for (int i = 0; i < 400; ++i) scene.datagram({}, "x");
    const auto run = scene.judged_by(
        policy_of("  - {rule: r, then: drop, chance: 50%, per: packet, for: packet}\n"));
    EXPECT_NEAR(static_cast<double>(run.touched().size()), 200, 40);
}

TEST(Chance, IsNotMovedByAnotherRule) {
    Scene scene;
    for (std::uint16_t i = 0; i < 300; ++i) {
        scene.datagram({.client_port = static_cast<std::uint16_t>(20'000 + i)}, "x");
    }
    const std::string some = "  - {rule: some, then: drop, chance: 40%}\n";
    const std::string other = "  - {rule: other, when: udp.dstport == 9, then: drop, chance: 7%}\n";
    EXPECT_EQ(scene.judged_by(policy_of(some)).touched(),
              scene.judged_by(policy_of(other + some)).touched());
    EXPECT_NE(scene.judged_by(policy_of(some), 64, 1).touched(),
              scene.judged_by(policy_of(some), 64, 2).touched());
}

TEST(Chance, OfThePortsReusedIsDrawnForEachFlow) {
    Scene scene;
    for (int i = 0; i < 60; ++i) scene.at(i * 10min).datagram({}, "x");
    const auto run = scene.judged_by(policy_of("  - {rule: some, then: drop, chance: 50%}\n"));
    EXPECT_NEAR(static_cast<double>(run.touched().size()), 30, 16);
}

TEST(After, TheActBeginsLate) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    const auto early = scene.at(110ms - 1ns).up({}, 1);
    const auto late = scene.at(110ms).up({}, 1);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: slow
    when: tls.sni == media.example
    then: drop
    after: 110 ms
)"));
    EXPECT_EQ(run.fate.at(hello), "pass");
    EXPECT_EQ(run.fate.at(early), "pass");
    EXPECT_EQ(run.fate.at(late), "slow: drop");
}

/// How many of many flows of one 5-tuple lose their only packet.
std::size_t flows_that_lose(const std::string& rules) {
    Scene scene;
    for (int i = 0; i < 200; ++i) scene.at(i * 1h).datagram({.server_port = 9999}, "x");
    return scene.judged_by(policy_of(rules)).touched().size();
}

TEST(Lose, DrawsAnewForEachFlowOfAKeyWhateverOtherRulesDraw) {
    const std::string lose = "  - {rule: lossy, then: { lose: { share: 50% } }}\n";
    const std::size_t alone = flows_that_lose(lose);
    EXPECT_NEAR(static_cast<double>(alone), 100.0, 30.0);
    EXPECT_EQ(flows_that_lose(lose + "  - {rule: other, then: note, chance: 50%}\n"), alone);
}

TEST(Delay, JittersEachFlowOfAKeyForItself) {
    Scene scene;
    const auto first = scene.datagram({.server_port = 9999}, "x");
    const auto second = scene.at(1h).datagram({.server_port = 9999}, "x");
    const auto run = scene.judged_by(
        policy_of("  - {rule: slow, then: { delay: { by: 1 s, jitter: 400 ms } }}\n"));
    EXPECT_NE(run.left_at.at(first) + 1h, run.left_at.at(second));
}

}  // namespace
}  // namespace cordon::test

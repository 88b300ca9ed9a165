// A residual entry makes its rule hold for every packet with its key until it expires, at the
// rule's own place in the list.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

std::string residual(const std::string& settings, const std::string& before = "") {
    return policy_of(before + R"(
  - rule: gfw
    when: tls.sni == media.example
    then: drop
    for: { residual: { )" +
                     settings + " } }\n");
}

constexpr auto three_tuple = "key: 3-tuple, last: 90 s, renew: false, then: drop";

class ResidualBlock : public ::testing::Test {
protected:
    void trigger() {
        scene.opens({});
        scene.hello({}, "media.example");
    }
    Scene scene;
    const Scene::Ends same_server{.client_port = 40'001};
    const Scene::Ends other_port{.client_port = 40'002, .server_port = 8443};
    const Scene::Ends other_client{.client_port = 40'003, .client = "10.0.0.3"};
};

TEST_F(ResidualBlock, CatchesANewFlowOfTheSameEndsUntilItExpires) {
    trigger();
    const auto last = scene.at(90s - 1ns).syn(same_server);
    const auto free = scene.at(90s).syn(other_port);
    const auto again = scene.at(90s).syn({.client_port = 40'004});
    const auto run = scene.judged_by(residual(three_tuple));
    EXPECT_EQ(run.fate.at(last), "gfw: drop");
    EXPECT_EQ(run.fate.at(free), "pass");
    EXPECT_EQ(run.fate.at(again), "pass");
}

TEST_F(ResidualBlock, SparesOtherPortsAndClients) {
    trigger();
    const auto port = scene.at(1s).syn(other_port);
    const auto client = scene.at(1s).syn(other_client);
    const auto run = scene.judged_by(residual(three_tuple));
    EXPECT_EQ(run.fate.at(port), "pass");
    EXPECT_EQ(run.fate.at(client), "pass");
}

constexpr const char* notes_then_drops = R"(
  - rule: gfw
    when: tls.sni == media.example
    then: note
    for: { residual: { last: 90 s, then: drop } }
)";

TEST_F(ResidualBlock, MayDoMoreThanTheRuleThatOnlyNotes) {
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    const auto rest = scene.up({}, 10);
    const auto next = scene.at(1s).syn(same_server);
    const auto free = scene.at(90s).syn({.client_port = 40'004});
    const auto run = scene.judged_by(policy_of(notes_then_drops));
    EXPECT_EQ(run.fate.at(hello), "pass");
    EXPECT_EQ(run.touched(), (std::vector{rest, next}));
    EXPECT_EQ(run.alerts,
              (std::vector{"gfw noted @" + std::to_string(hello), "gfw @" + std::to_string(rest),
                           "gfw @" + std::to_string(next)}));
    EXPECT_EQ(run.fate.at(free), "pass");
    EXPECT_EQ(run.verdicts.at(next), "drop");
}

TEST_F(ResidualBlock, ActsOnAPacketThatItsRuleWouldOnlyNote) {
    trigger();
    const auto hello = scene.at(1s).hello(same_server, "media.example");
    const auto run = scene.judged_by(policy_of(notes_then_drops));
    EXPECT_EQ(run.touched(), std::vector{hello});
    EXPECT_EQ(run.alerts.size(), 3U);  // noted, noted here, and decided
}

TEST_F(ResidualBlock, MayOnlyNoteWhatItCatches) {
    trigger();
    const auto next = scene.at(1s).syn(same_server);
    const auto run = scene.judged_by(residual("last: 90 s, then: note"));
    EXPECT_EQ(run.fate.at(next), "pass");
    EXPECT_EQ(run.alerts.back(), "gfw noted @" + std::to_string(next));
}

TEST_F(ResidualBlock, OfTwoAddressesCatchesAllTheirPorts) {
    trigger();
    const auto port = scene.at(1s).syn(other_port);
    const auto client = scene.at(1s).syn(other_client);
    const auto run = scene.judged_by(residual("key: 2-tuple, last: 90 s, then: drop"));
    EXPECT_EQ(run.fate.at(port), "gfw: drop");
    EXPECT_EQ(run.fate.at(client), "pass");
}

TEST_F(ResidualBlock, OfFourSparesAnotherClientPort) {
    trigger();
    const auto other = scene.at(1s).syn(same_server);
    const auto same = scene.at(2s).up({}, 10);
    const auto run = scene.judged_by(residual("key: 4-tuple, last: 90 s, then: drop"));
    EXPECT_EQ(run.fate.at(other), "pass");
    EXPECT_EQ(run.fate.at(same), "gfw: drop");
}

TEST_F(ResidualBlock, LetsItsOwnFlowGoWhenItExpires) {
    trigger();
    const auto caught = scene.at(89s).up({}, 10);
    const auto free = scene.at(91s).up({}, 10);
    const auto run = scene.judged_by(residual(three_tuple));
    EXPECT_EQ(run.fate.at(caught), "gfw: drop");
    EXPECT_EQ(run.fate.at(free), "pass");
}

TEST_F(ResidualBlock, RenewedByEveryPacketItCatches) {
    trigger();
    scene.at(60s).syn(same_server);
    const auto late = scene.at(149s).syn({.client_port = 40'005});
    const auto run = scene.judged_by(residual("key: 3-tuple, last: 90 s, renew: true, then: drop"));
    EXPECT_EQ(run.fate.at(late), "gfw: drop");
    EXPECT_EQ(scene.judged_by(residual(three_tuple)).fate.at(late), "pass");
}

TEST_F(ResidualBlock, ActsForARuleWhoseOwnActHasStillToBegin) {
    const std::string late = policy_of(R"(
  - rule: gfw
    when: server.port == 443
    then: drop
    after: 20 ms
    for: { residual: { key: 2-tuple, last: 10 s, then: { delay: { by: 9 ms } } } }
)");
    scene.at(0ms).syn({});
    scene.at(30ms).up({}, 10);  // leaves the entry
    const auto early = scene.at(50ms).syn(same_server);
    const auto after = scene.at(71ms).up(same_server, 10);
    const auto run = scene.judged_by(late);
    EXPECT_EQ(run.fate.at(early), "gfw: delay");
    EXPECT_EQ(run.fate.at(after), "gfw: drop");
}

TEST_F(ResidualBlock, SharesTheBucketOfItsRule) {
    const std::string throttle = policy_of(R"(
  - rule: slow
    when: udp.len > 0
    then: { throttle: { rate: 8 kbit/s, burst: 58 B, each: rule } }
    for: { residual: { key: 2-tuple, last: 10 s } }
)");
    const std::string bytes(30, 'x');  // an IP packet of 58
    const auto first = scene.at(0ms).datagram({}, bytes);
    const auto second = scene.at(1ms).datagram({}, bytes);
    const auto run = scene.judged_by(throttle);
    EXPECT_EQ(run.fate.at(first), "pass");
    EXPECT_EQ(run.fate.at(second), "slow: police");
}

TEST_F(ResidualBlock, HasItsRulesPlaceInTheList) {
    trigger();
    const auto syn = scene.at(1s).syn(same_server);
    const std::string pass =
        "\n  - {rule: before, when: tcp.flags == 2, then: pass, for: packet}\n";
    EXPECT_EQ(scene.judged_by(residual(three_tuple, pass)).fate.at(syn), "pass");
    EXPECT_EQ(scene.judged_by(residual(three_tuple)).fate.at(syn), "gfw: drop");
}

TEST_F(ResidualBlock, MayActOtherwiseThanItsTrigger) {
    trigger();
    scene.at(1s).syn(same_server);
    const auto run = scene.judged_by(residual("key: 3-tuple, last: 90 s, then: reset"));
    EXPECT_EQ(run.injected, 1U);  // a SYN is answered to its sender only
}

TEST(Residual, IsNotSetByAPacketWithoutAddresses) {
    Scene scene;
    const auto large = scene.lldp(186);
    const auto small = scene.arp();
    const auto large_again = scene.at(1s).lldp(186);
    const auto flow = scene.at(2s).datagram({}, "x");
    const auto run = scene.judged_by(policy_of(R"(
  - rule: large
    when: frame.len > 100
    then: drop
    for: { residual: { key: 2-tuple, last: 1 h } }
)"));
    EXPECT_EQ(run.fate.at(large), "large: drop");
    EXPECT_EQ(run.fate.at(small), "pass");
    EXPECT_EQ(run.fate.at(large_again), "large: drop");
    EXPECT_EQ(run.fate.at(flow), "pass");
}

}  // namespace
}  // namespace cordon::test

// Which rule decides (DESIGN section 4): the first in the list that is on, holds, and does more
// than note.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

constexpr auto drop_media = R"(
  - rule: media
    when: tls.sni == media.example
    then: drop
)";

TEST(Decides, NothingUnderAnEmptyPolicy) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    EXPECT_TRUE(scene.judged_by("policy: empty\n").touched().empty());
}

TEST(Decides, FromThePacketThatCompletesTheName) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    const auto answer = scene.down({}, 100);
    const auto run = scene.judged_by(policy_of(drop_media));
    EXPECT_EQ(run.touched(), (std::vector{hello, answer}));
    EXPECT_EQ(run.fate.at(hello), "media: drop");
    EXPECT_EQ(run.alerts, std::vector<std::string>{"media @" + std::to_string(hello)});
}

/// The scene's judge also runs without reports, where only what rules name is found out.
TEST(Decides, ByEveryFactThatIsFoundOutForARuleAlone) {
    Scene scene;
    const Scene::Ends web{.client_port = 40'001, .server_port = 80};
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    scene.opens(web);
    const auto request = scene.get(web, "web.example");
    const auto decided_by = [&](const std::string& when) {
        return scene.judged_by(policy_of("  - {rule: r, when: " + when + ", then: drop}\n"))
            .touched();
    };
    EXPECT_EQ(decided_by("tls.alpn == http/1.1"), std::vector{hello});
    EXPECT_EQ(decided_by("tls.ja4"), std::vector{hello});
    EXPECT_EQ(decided_by("http.method == GET"), std::vector{request});
    EXPECT_EQ(decided_by("http.path == /"), std::vector{request});
    EXPECT_EQ(decided_by("payload.len > 0 and http.host"), std::vector{request});
    EXPECT_EQ(decided_by("stream.up contains 47:45:54"), std::vector{request});
}

TEST(Decides, LeavesOtherFlowsAlone) {
    Scene scene;
    const Scene::Ends other{.client_port = 40'001};
    scene.opens({});
    scene.opens(other);
    const auto hello = scene.hello({}, "media.example");
    scene.hello(other, "web.example");
    scene.down(other, 100);
    EXPECT_EQ(scene.judged_by(policy_of(drop_media)).touched(), std::vector{hello});
}

TEST(Decides, TheFirstRuleInTheList) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    const std::string pass_first = R"(
  - rule: friends
    when: server.ip == 203.0.113.5
    then: pass
)";
    EXPECT_TRUE(scene.judged_by(policy_of(pass_first + drop_media)).touched().empty());
    EXPECT_EQ(scene.judged_by(policy_of(drop_media + pass_first)).touched(), std::vector{hello});
}

TEST(Decides, ANoteIsRecordedOnceAFlowAndTheSearchGoesOn) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    scene.up({}, 10);
    const std::string note = R"(
  - rule: seen
    when: app == tls
    then: note
)";
    const auto run = scene.judged_by(policy_of(note + drop_media));
    const std::string at = std::to_string(hello);
    EXPECT_EQ(run.alerts, (std::vector<std::string>{"seen noted @" + at, "media @" + at}));
    EXPECT_EQ(run.fate.at(hello), "media: drop");
}

TEST(Decides, ANoteIsRecordedOfTheFirstPacketInItsDirection) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    scene.up({}, 10);
    const auto down = scene.down({}, 10);
    scene.down({}, 10);
    for (const auto* scope : {"flow", "packet", "{ residual: { last: 90 s } }"}) {
        const auto run = scene.judged_by(policy_of(R"(
  - rule: seen
    when: app == tls
    then: note
    direction: down
    for: )" + std::string(scope) + "\n" + drop_media));
        EXPECT_EQ(run.alerts.back(), "seen noted @" + std::to_string(down)) << scope;
        EXPECT_EQ(run.alerts.size(), 2U) << scope;
    }
}

TEST(Decides, ANoteIsRecordedWhenTheActBegins) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    scene.at(1s - 1ns).up({}, 10);
    const auto late = scene.at(1s).up({}, 10);
    scene.at(2s).up({}, 10);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: seen
    when: app == tls
    then: note
    after: 1 s
)"));
    EXPECT_EQ(run.alerts, std::vector{"seen noted @" + std::to_string(late)});
}

TEST(Decides, AForPacketRuleOnlyThePacketsThatSatisfyIt) {
    Scene scene;
    scene.opens({});
    const auto big = scene.up({}, 1000);
    scene.up({}, 999);
    const auto bigger = scene.up({}, 1001);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: big
    when: tcp.len >= 1000
    then: drop
    for: packet
)"));
    EXPECT_EQ(run.touched(), (std::vector{big, bigger}));
    EXPECT_EQ(run.alerts.size(), 1U);
}

TEST(Decides, AForPacketRuleAtItsOwnPlaceBeforeAFlowRule) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    const auto big = scene.up({}, 1200);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: big-passes
    when: tcp.len > 1000
    then: pass
    for: packet
)" + std::string(drop_media)));
    EXPECT_EQ(run.touched(), std::vector{hello});
    EXPECT_EQ(run.fate.at(big), "pass");
}

TEST(Decides, OnlyInTheDirectionThatTheRuleNames) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    scene.down({}, 100);
    const auto run = scene.judged_by(policy_of(std::string(drop_media) + "    direction: up\n"));
    EXPECT_EQ(run.touched(), std::vector{hello});
}

TEST(Decides, ByAnyOfTheHostsOfAKeptConnection) {
    Scene scene;
    const Scene::Ends web{.server_port = 80};
    scene.opens(web);
    const auto first = scene.get(web, "news.example");
    const auto second = scene.get(web, "media.example");
    const auto run = scene.judged_by(policy_of(R"(
  - rule: host
    when: http.host == media.example
    then: drop
)"));
    EXPECT_EQ(run.fate.at(first), "pass");
    EXPECT_EQ(run.fate.at(second), "host: drop");
}

TEST(Decides, AboutPacketsThatAreNoIpByThemselves) {
    Scene scene;
    const auto arp = scene.arp();
    scene.opens({});
    const auto run = scene.judged_by(
        policy_of("  - {rule: short, when: frame.len == 42 B, then: drop, for: packet}\n"));
    EXPECT_EQ(run.touched(), std::vector{arp});
}

TEST(Decides, ToChargeAPacketThatIsNoIpForAllOfIt) {
    Scene scene;
    scene.arp();
    scene.arp();
    const auto third = scene.arp();
    const auto run = scene.judged_by(
        policy_of("  - {rule: slow, when: frame.len == 42 B, for: packet,\n"
                  "     then: {throttle: {rate: 8 bit/s, burst: 84 B, each: rule}}}\n"));
    EXPECT_EQ(run.touched(), std::vector{third});
    EXPECT_EQ(run.fate.at(third), "slow: police");
}

TEST(Decides, ToResetNothingWhereThereIsNoConnection) {
    Scene scene;
    const auto first = scene.arp();
    const auto second = scene.arp();
    scene.opens({});
    const auto run = scene.judged_by(
        policy_of("  - {rule: cut, when: frame.len == 42 B, then: reset, for: packet}\n"));
    EXPECT_EQ(run.touched(), (std::vector{first, second}));
    EXPECT_EQ(run.fate.at(second), "cut: drop");
    EXPECT_EQ(run.injected, 0U);
}

TEST(Decides, WhoIsInsideByTheNationalSide) {
    Scene scene;
    const Scene::Ends inward{.server = "10.0.0.9", .client = "198.51.100.7"};
    scene.syn(inward);
    const std::string rule = "  - {rule: home, when: inside.ip == 10.0.0.0/8, then: drop}\n";
    EXPECT_TRUE(scene.judged_by(policy_of(rule)).touched().empty());
    const auto run = scene.judged_by(policy_of(rule, "inside: [10.0.0.0/8]\n"));
    EXPECT_EQ(run.touched().size(), 1U);
}

}  // namespace
}  // namespace cordon::test

// Spans of 1, 2 and 64 arrivals give the same, timers between two arrivals included.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

Scene busy() {
    Scene scene;
    for (int i = 0; i < 300; ++i) {
        const Scene::Ends ends{.client_port = static_cast<std::uint16_t>(30'000 + i % 17),
                               .server = "203.0.113." + std::to_string(1 + i % 5)};
        scene.at(i * 7ms + (i % 50 == 0 ? 40min : 0min));
        if (i < 17) {
            scene.opens(ends);
        } else if (i < 34) {
            scene.hello(ends, i % 3 == 0 ? "media.example" : "web.example");
        } else {
            scene.up(ends, static_cast<std::size_t>(i * 13 % 1400));
        }
    }
    return scene;
}

constexpr auto mixed_rules = R"(
  - rule: lossy
    when: server.ip == 203.0.113.2
    then: { lose: { share: 30% } }
  - rule: slow
    when: tls.sni == media.example
    then: { delay: { by: 20 ms, jitter: 15 ms } }
  - rule: shaped
    when: flow.up.bytes_in(1 s) > 2 KiB
    then: { throttle: { rate: 64 kbit/s, burst: 2 KiB, by: shape } }
  - rule: policed
    when: flow.up.bytes > 20 kB
    then: { throttle: { rate: 64 kbit/s, burst: 2 KiB } }
)";

/// What the engine tells of packets, and what it tells of flows, each in order: captures and events
/// are files of their own.
void expect_same(const Scene::Run& a, const Scene::Run& b) {
    EXPECT_EQ(a.packets, b.packets);
    EXPECT_EQ(a.events, b.events);
}

TEST(Spans, OfOneTwoAndSixtyFourGiveTheSame) {
    const Scene scene = busy();
    const auto one = scene.judged_by(policy_of(mixed_rules), 1);
    const auto two = scene.judged_by(policy_of(mixed_rules), 2);
    const auto many = scene.judged_by(policy_of(mixed_rules), 64);
    EXPECT_GT(one.touched().size(), 30U);
    expect_same(one, two);
    expect_same(one, many);
}

TEST(Spans, RunAfterRunIsTheSame) {
    const Scene scene = busy();
    expect_same(scene.judged_by(policy_of(mixed_rules)), scene.judged_by(policy_of(mixed_rules)));
}

TEST(Spans, AHeldPacketLeavesBetweenTwoArrivals) {
    Scene scene;
    scene.at(0ms);
    const auto held = scene.datagram({}, "x");
    scene.at(9ms).datagram({.client_port = 2}, "y");
    scene.at(10ms).datagram({.client_port = 3}, "z");
    const auto run = scene.judged_by(policy_of(R"(
  - rule: wait
    when: udp.srcport == 40000
    then: { delay: { by: 10 ms } }
)"));
    EXPECT_EQ(run.left_at.at(held), scene.start() + 10ms);
    ASSERT_EQ(run.packets.size(), 3U);
    EXPECT_TRUE(run.packets[0].starts_with("pass 2"));
    EXPECT_TRUE(run.packets[1].starts_with("wait: delay 1"));
    EXPECT_TRUE(run.packets[2].starts_with("pass 3"));
}

}  // namespace
}  // namespace cordon::test

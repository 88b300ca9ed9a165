#include "sim/action/draws.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

FlowState flow_to(std::uint32_t server) {
    FlowState flow;
    flow.key = {.low = IpAddress::v4(0x0a000001),
                .high = IpAddress::v4(server),
                .low_port = 40'000,
                .high_port = 443,
                .protocol = 6,
                .ip_version = 4};
    flow.packets = {1, 1};
    return flow;
}
const KeyedRandom rule{1, "photos-late"};

std::uint64_t drawn(const FlowState& flow, VerdictPlace place = {}, std::uint64_t k = 0,
                    Direction direction = Direction::up) {
    return packet_draw(rule, place, flow, k, direction).bits();
}

TEST(PacketDraw, IsTheSameForTheSamePacket) {
    EXPECT_EQ(drawn(flow_to(1)), drawn(flow_to(1)));
}

TEST(PacketDraw, IsAnotherForEachThingThatTellsPacketsApart) {
    std::set<std::uint64_t> draws{drawn(flow_to(0x08080808))};
    FlowState next_packet = flow_to(0x08080808);
    next_packet.packets = {2, 1};
    draws.insert(drawn(next_packet));
    FlowState other_port = flow_to(0x08080808);
    other_port.key.low_port = 40'001;
    draws.insert(drawn(other_port));
    FlowState udp = flow_to(0x08080808);
    udp.key.protocol = 17;
    draws.insert(drawn(udp));
    draws.insert(drawn(flow_to(0x08080809)));
    draws.insert(drawn(flow_to(0x08080808), {.in_list = 1}));
    draws.insert(drawn(flow_to(0x08080808), {.in_list = 0, .residual = true}));
    draws.insert(drawn(flow_to(0x08080808), {}, 1));
    draws.insert(drawn(flow_to(0x08080808), {}, 0, Direction::down));
    draws.insert(
        packet_draw(KeyedRandom{1, "other"}, {}, flow_to(0x08080808), 0, Direction::up).bits());
    draws.insert(
        packet_draw(KeyedRandom{2, "photos-late"}, {}, flow_to(0x08080808), 0, Direction::up)
            .bits());
    EXPECT_EQ(draws.size(), 11U);
}

TEST(PacketDraw, DoesNotDependOnWhatTheOtherDirectionSent) {
    FlowState flow = flow_to(1);
    const std::uint64_t before = drawn(flow);
    flow.packets = {1, 99};
    EXPECT_EQ(drawn(flow), before);
}

TEST(DrawnDelay, IsUniformBetweenItsEnds) {
    const Delay delay{.by = nanoseconds{10}, .jitter = nanoseconds{3}};
    std::array<int, 7> seen{};
    for (std::uint64_t i = 0; i < 7'000; ++i) {
        const Duration d = drawn_delay(delay, KeyedRandom{i, "delay"});
        ASSERT_GE(d, nanoseconds{7});
        ASSERT_LE(d, nanoseconds{13});
        ++seen[static_cast<std::size_t>(d.count() - 7)];
    }
    // 1,000 each, plus or minus five standard deviations (29).
    EXPECT_GT(*std::min_element(seen.begin(), seen.end()), 850);
    EXPECT_LT(*std::max_element(seen.begin(), seen.end()), 1'150);
}

TEST(DrawnDelay, WithoutJitterIsWhatItSays) {
    EXPECT_EQ(drawn_delay({.by = milliseconds{5}, .jitter = {}}, rule), milliseconds{5});
}

TEST(DrawnDelay, IsNeverLessThanNothing) {
    int none = 0;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        const Duration d = drawn_delay({.by = nanoseconds{0}, .jitter = nanoseconds{100}},
                                       KeyedRandom{i, "delay"});
        ASSERT_GE(d, nanoseconds{0});
        if (d == nanoseconds{0}) ++none;
    }
    EXPECT_GT(none, 400);
    EXPECT_LT(none, 600);
}

TEST(DrawnDelay, HoldsForTheLongestDurations) {
    const Delay longest{.by = Duration::max(), .jitter = Duration::max()};
    for (std::uint64_t i = 0; i < 100; ++i) {
        EXPECT_GE(drawn_delay(longest, KeyedRandom{i, "delay"}), Duration::zero());
    }
}

}  // namespace
}  // namespace cordon::test

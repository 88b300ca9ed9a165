#include "sim/flow/flow_timeouts.hh"

#include <gtest/gtest.h>

#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

FlowState flow_of(std::uint8_t protocol, FlowPhase phase) {
    FlowState state;
    state.key = flow_key_of(packet(phone, server, protocol)).key;
    state.phase = phase;
    state.packets = {5, 5};
    return state;
}

TEST(IdleLimit, FollowsTheLifeOfATcpFlow) {
    const auto limit = [](FlowPhase phase) {
        return idle_limit(flow_of(ip_protocol::tcp, phase), {});
    };
    EXPECT_EQ(limit(FlowPhase::opening), seconds{60});
    EXPECT_EQ(limit(FlowPhase::established), hours{1});
    EXPECT_EQ(limit(FlowPhase::closing), seconds{120});
    EXPECT_EQ(limit(FlowPhase::closed), seconds{30});
}

TEST(IdleLimit, LetsAStrayTcpSegmentGoSoon) {
    FlowState state = flow_of(ip_protocol::tcp, FlowPhase::established);
    state.picked_up = true;
    state.packets = {0, 1};
    EXPECT_EQ(idle_limit(state, {}), seconds{60});
    state.packets = {1, 1};
    EXPECT_EQ(idle_limit(state, {}), hours{1});
}

TEST(IdleLimit, KeepsUdpLongerOnceItIsAnswered) {
    EXPECT_EQ(idle_limit(flow_of(ip_protocol::udp, FlowPhase::opening), {}), seconds{30});
    EXPECT_EQ(idle_limit(flow_of(ip_protocol::udp, FlowPhase::established), {}), seconds{120});
}

TEST(IdleLimit, TakesFragmentsWithoutPortsAsOther) {
    FlowState state = flow_of(ip_protocol::tcp, FlowPhase::established);
    state.key.low_port = state.key.high_port = 0;
    EXPECT_EQ(idle_limit(state, {}), seconds{600});
    EXPECT_EQ(idle_limit(flow_of(47, FlowPhase::opening), {}), seconds{600});
    EXPECT_EQ(idle_limit(flow_of(ip_protocol::icmp, FlowPhase::opening), {}), seconds{30});
}

TEST(IdleLimit, UsesTheGivenTimeouts) {
    EXPECT_EQ(
        idle_limit(flow_of(ip_protocol::udp, FlowPhase::opening), {.udp_one_way = seconds{7}}),
        seconds{7});
}

TEST(IdleDeadline, CountsFromTheLastPacketAndStopsAtTheEndOfTime) {
    FlowState state = flow_of(ip_protocol::tcp, FlowPhase::opening);
    state.last_seen = time_from_ns(1000);
    EXPECT_EQ(idle_deadline(state, {}), time_from_ns(60'000'001'000));
    state.last_seen = Time::max() - seconds{60};
    EXPECT_EQ(idle_deadline(state, {}), Time::max());
    state.last_seen += Duration{1};
    EXPECT_EQ(idle_deadline(state, {}), Time::max());
    state.last_seen = Time::min();
    EXPECT_EQ(idle_deadline(state, {}), Time::min() + seconds{60});
}

}  // namespace
}  // namespace cordon::test

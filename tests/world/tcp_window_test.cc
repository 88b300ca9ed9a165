#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

TEST(TcpWindow, OfThePeerLimitsWhatIsSent) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.window = 2'500});
    peer.socket->send(Content::noise(10'000, 1));
    peer.wait(Duration::zero());
    // The rest of the window is small: better a full segment later (silly windows).
    EXPECT_EQ(peer.sent(), (Lines{"0 . 1:1001 ack 1 win 65535", "0 . 1001:2001 ack 1 win 65535"}));
    peer.says({.ack = 1'001, .window = 2'500});
    EXPECT_EQ(peer.sent(), Lines{"0 . 2001:3001 ack 1 win 65535"});
}

TEST(TcpWindow, ClosedIsProbedWithDoublingPausesUntilItOpens) {
    ScriptedPeer peer;
    peer.connects();
    peer.until(100);  // RTO 300 ms
    peer.says({.flags = "S.", .seq = 0, .options = {.maximum_segment_size = 1'000}});
    peer.says({.window = 0});
    static_cast<void>(peer.sent());
    peer.socket->send(Content::noise(1'500, 1));
    peer.until(399);
    EXPECT_EQ(peer.sent(), Lines{});
    // Each probe lies one byte back and is answered: still closed.
    for (const int at : {400, 1'000, 2'200, 4'600}) {
        peer.until(at);
        EXPECT_EQ(peer.sent(), Lines{std::to_string(at) + " . 0:0 ack 1 win 65535"});
        peer.says({.window = 0});
    }
    peer.until(5'000);
    peer.says({.window = 60'000});
    EXPECT_EQ(peer.sent(),
              (Lines{"5000 . 1:1001 ack 1 win 65535", "5000 P. 1001:1501 ack 1 win 65535"}));
}

TEST(TcpWindow, ClosedForEverKeepsAConnectionAliveWhileProbesAreAnswered) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.window = 0});
    peer.socket->send(Content::noise(1'500, 1));
    for (int minute = 1; minute < 60; ++minute) {
        peer.until(minute * 60'000);
        if (!peer.sent().empty()) peer.says({.window = 0});
    }
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
    peer.until(3 * 3'600'000);
    EXPECT_EQ(peer.socket->failure(), NetFailure::timed_out);
}

TEST(TcpWindow, IsScaledByThePeersFactor) {
    ScriptedPeer peer;
    peer.opens({.maximum_segment_size = 1'000, .window_scale = 3});
    peer.says({.window = 250});  // 2,000 bytes
    peer.socket->send(Content::noise(10'000, 1));
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), (Lines{"0 . 1:1001 ack 1 win 4096", "0 . 1001:2001 ack 1 win 4096"}));
}

/// A program that does not read, with a buffer of 5,000 bytes.
struct SmallBuffer : ::testing::Test {
    static TcpProfile small() {
        TcpProfile profile = linux_android();
        profile.receive_buffer = 5'000;
        return profile;
    }
    TcpProfile profile = small();
    ScriptedPeer peer{profile};
};

TEST_F(SmallBuffer, ClosesItsWindowAndOpensItByNoSillyAmounts) {
    peer.opens();
    for (std::uint32_t i = 0; i < 5; ++i) peer.says({.seq = 1 + i * 1'000, .length = 1'000});
    EXPECT_EQ(peer.sent().back(), "0 . 1:1 ack 5001 win 0");
    peer.says({.seq = 5'001, .length = 1'000});  // beyond it
    EXPECT_EQ(peer.sent().back(), "0 . 1:1 ack 5001 win 0");
    EXPECT_EQ(peer.socket->available(), 5'000U);
    peer.socket->skip(999);
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), Lines{});
    peer.socket->skip(1);
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 5001 win 1000"});
}

TEST(TcpKeepAlive, ProbesAfterItsPauseAndGivesUpAfterItsProbes) {
    TcpProfile profile = linux_android();
    // Linux: tcp_keepalive_time, tcp_keepalive_intvl, tcp_keepalive_probes (ip-sysctl).
    profile.keep_alive =
        TcpProfile::KeepAlive{.idle = std::chrono::hours(2), .interval = seconds(75), .probes = 9};
    ScriptedPeer peer(profile);
    peer.opens();
    peer.until(7'199'999);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(7'200'000);
    EXPECT_EQ(peer.sent(), Lines{"7200000 . 0:0 ack 1 win 65535"});
    peer.says({});
    peer.until(14'399'999);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(14'400'000 + 9 * 75'000 - 1);
    EXPECT_EQ(peer.sent().size(), 9U);
    peer.until(14'400'000 + 9 * 75'000);
    EXPECT_EQ(peer.socket->failure(), NetFailure::timed_out);
}

}  // namespace
}  // namespace cordon::test

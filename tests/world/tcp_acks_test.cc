#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

/// Open, and past the quick acknowledgements of the start.
struct TcpAcks : ::testing::Test {
    TcpAcks() {
        peer.opens();
        for (std::uint32_t i = 0; i < 16; ++i) says(1'000);
        static_cast<void>(peer.sent());
    }
    void says(std::uint32_t length) {
        peer.says({.seq = next, .length = length});
        next += length;
    }
    ScriptedPeer peer;
    std::uint32_t next = 1;
};

// The window's edge moves by full segments only: until then it shrinks by what has come.
TEST(TcpQuickAcks, AcknowledgeEachSegmentAtTheStart) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.seq = 1, .length = 4});
    peer.says({.seq = 5, .length = 100});
    EXPECT_EQ(peer.sent(), (Lines{"0 . 1:1 ack 5 win 65531", "0 . 1:1 ack 105 win 65431"}));
}

TEST_F(TcpAcks, WaitFortyMillisecondsForOneSegment) {
    says(1'000);
    peer.until(39);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(40);
    EXPECT_EQ(peer.sent(), Lines{"40 . 1:1 ack 17001 win 65535"});
}

TEST_F(TcpAcks, ComeAtOnceForTheSecondFullSegment) {
    says(1'000);
    says(1'000);
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 18001 win 65535"});
}

TEST_F(TcpAcks, ComeAtOnceForWhatIsOutOfOrderAndForWhatFillsTheGap) {
    peer.says({.seq = next + 1'000, .length = 1'000});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 16001 win 65535 <17001:18001>"});
    peer.says({.seq = next + 3'000, .length = 1'000});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 16001 win 65535 <19001:20001,17001:18001>"});
    peer.says({.seq = next, .length = 1'000});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 18001 win 65535 <19001:20001>"});
    peer.says({.seq = next + 2'000, .length = 1'000});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 20001 win 65535"});
    EXPECT_EQ(peer.socket->available(), 20'000U);
}

TEST_F(TcpAcks, RideOnAnAnswer) {
    says(100);
    peer.socket->send(Content::noise(50, 1));
    peer.until(100);
    EXPECT_EQ(peer.sent().front(), "0 P. 1:51 ack 16101 win 65435");
}

TEST_F(TcpAcks, AnswerAKeepAliveProbe) {
    peer.says({.seq = next - 1, .length = 0});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 16001 win 65535"});
}

}  // namespace
}  // namespace cordon::test

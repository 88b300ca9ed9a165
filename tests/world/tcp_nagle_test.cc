#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

/// Nagle's algorithm (RFC 9293 section 3.7.4) with Minshall's change: full segments are 1,000
/// bytes.
struct TcpNagle : ::testing::Test {
    explicit TcpNagle(const TcpProfile& profile = android_2017()) : peer(profile) { peer.opens(); }
    void send(std::uint64_t count) {
        peer.socket->send(Content::noise(count, 1));
        peer.wait(Duration::zero());
    }
    ScriptedPeer peer;
};

TEST_F(TcpNagle, HoldsASmallSegmentUntilTheOneBeforeItIsAcknowledged) {
    send(4);
    send(254);
    EXPECT_EQ(peer.sent(), Lines{"0 P. 1:5 ack 1 win 65535"});
    peer.until(150);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.says({.ack = 4});
    EXPECT_EQ(peer.sent(), Lines{});
    peer.says({.ack = 5});
    EXPECT_EQ(peer.sent(), Lines{"150 P. 5:259 ack 1 win 65535"});
}

TEST_F(TcpNagle, GathersWhatIsWrittenMeanwhile) {
    send(4);
    send(3);
    send(10);
    peer.says({.ack = 5});
    EXPECT_EQ(peer.sent(), (Lines{"0 P. 1:5 ack 1 win 65535", "0 P. 5:18 ack 1 win 65535"}));
}

TEST_F(TcpNagle, NeverHoldsAFullSegment) {
    send(4);
    send(999);
    EXPECT_EQ(peer.sent(), Lines{"0 P. 1:5 ack 1 win 65535"});
    send(1);
    EXPECT_EQ(peer.sent(), Lines{"0 P. 5:1005 ack 1 win 65535"});
}

TEST_F(TcpNagle, DoesNotWaitForFullSegments) {
    send(1'000);
    send(5);
    EXPECT_EQ(peer.sent(),
              (Lines{"0 P. 1:1001 ack 1 win 65535", "0 P. 1001:1006 ack 1 win 65535"}));
    send(5);
    EXPECT_EQ(peer.sent(), Lines{});
}

TEST_F(TcpNagle, DoesNotHoldAFin) {
    send(4);
    send(10);
    peer.socket->close();
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), (Lines{"0 P. 1:5 ack 1 win 65535", "0 FP. 5:15 ack 1 win 65535"}));
}

struct TcpNoDelay : TcpNagle {
    TcpNoDelay() : TcpNagle(linux_android()) {}
};

TEST_F(TcpNoDelay, SendsSmallSegmentsAtOnce) {
    send(4);
    send(254);
    EXPECT_EQ(peer.sent(), (Lines{"0 P. 1:5 ack 1 win 65535", "0 P. 5:259 ack 1 win 65535"}));
}

}  // namespace
}  // namespace cordon::test

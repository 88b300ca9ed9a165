#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

/// Open since 100 ms, after a handshake of that length: srtt 100 ms, rttvar 50 ms, RTO 300 ms.
struct TcpRetransmission : ::testing::Test {
    void open(ScriptedPeer& peer, bool sack = true) {
        peer.connects();
        peer.until(100);
        TcpOptionFields answer;
        answer.maximum_segment_size = 1'000;
        answer.sack_permitted = sack;
        peer.says({.flags = "S.", .seq = 0, .ack = 1, .options = answer});
        static_cast<void>(peer.sent());
    }
    void send(ScriptedPeer& peer, std::uint64_t count) {
        peer.socket->send(Content::noise(count, 1));
        peer.wait(Duration::zero());
    }
    /// Without probes of the tail, the plain timer.
    static TcpProfile plain() {
        TcpProfile profile = linux_android();
        profile.loss_detection = LossDetection::rfc6675;
        return profile;
    }
};

TEST_F(TcpRetransmission, WaitsForTheTimeOutAndDoublesIt) {
    const TcpProfile profile = plain();
    ScriptedPeer peer(profile);
    open(peer);
    send(peer, 500);
    EXPECT_EQ(peer.sent(), Lines{"100 P. 1:501 ack 1 win 65535"});
    peer.until(399);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(10'000);
    EXPECT_EQ(peer.sent(), (Lines{"400 P. 1:501 ack 1 win 65535", "1000 P. 1:501 ack 1 win 65535",
                                  "2200 P. 1:501 ack 1 win 65535", "4600 P. 1:501 ack 1 win 65535",
                                  "9400 P. 1:501 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, NeverWaitsLongerThanTwoMinutesAndGivesUpAfterFifteen) {
    const TcpProfile profile = plain();
    ScriptedPeer peer(profile);
    open(peer);
    send(peer, 500);
    peer.until(924'600);
    const Lines lines = peer.sent();
    // 0.3 s doubled to 76.8 s at 153.4 s; then every 120 s.
    ASSERT_EQ(lines.size(), 16U);
    EXPECT_EQ(lines[9].substr(0, 6), "153400");
    EXPECT_EQ(lines[10].substr(0, 6), "273400");
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
    peer.until(1'200'000);
    EXPECT_EQ(peer.socket->failure(), NetFailure::timed_out);
}

TEST_F(TcpRetransmission, WaitsThreeSecondsWhereTheHandshakeToldNoRoundTrip) {
    ScriptedPeer peer;
    peer.connects();
    peer.until(1'050);  // the SYN went out twice: its answer may be to either
    peer.says({.flags = "S.", .seq = 0, .ack = 1, .options = {.maximum_segment_size = 1'000}});
    static_cast<void>(peer.sent());
    send(peer, 10);
    EXPECT_EQ(peer.sent(), Lines{"1050 P. 1:11 ack 1 win 65535"});
    peer.until(4'049);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(4'050);
    EXPECT_EQ(peer.sent(), Lines{"4050 P. 1:11 ack 1 win 65535"});
}

TEST_F(TcpRetransmission, ForgetsItsBackOffWithProgress) {
    const TcpProfile profile = plain();
    ScriptedPeer peer(profile);
    open(peer);
    send(peer, 500);
    peer.until(1'000);
    peer.says({.ack = 501});
    static_cast<void>(peer.sent());
    send(peer, 500);
    peer.until(1'999);
    EXPECT_EQ(peer.sent(),
              (Lines{"1000 P. 501:1001 ack 1 win 65535", "1300 P. 501:1001 ack 1 win 65535",
                     "1900 P. 501:1001 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, BeginsWithTenSegments) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 20'000);
    const Lines lines = peer.sent();
    ASSERT_EQ(lines.size(), 10U);
    EXPECT_EQ(lines.front(), "100 . 1:1001 ack 1 win 65535");
    EXPECT_EQ(lines.back(), "100 . 9001:10001 ack 1 win 65535");
}

TEST_F(TcpRetransmission, SendsTwoForEachAcknowledgedWhileStartingSlowly) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 40'000);
    static_cast<void>(peer.sent());
    peer.until(200);
    peer.says({.ack = 2'001});
    EXPECT_EQ(peer.sent(),
              (Lines{"200 . 10001:11001 ack 1 win 65535", "200 . 11001:12001 ack 1 win 65535",
                     "200 . 12001:13001 ack 1 win 65535", "200 . 13001:14001 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, RepeatsWhatThreeSackedSegmentsShowToBeLost) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 20'000);
    static_cast<void>(peer.sent());
    peer.until(200);
    peer.says({.ack = 1, .sacks = {{1'001, 2'001}}});
    peer.says({.ack = 1, .sacks = {{1'001, 3'001}}});
    // Limited transmit (RFC 3042): one new segment for each that has left.
    EXPECT_EQ(peer.sent(),
              (Lines{"200 . 10001:11001 ack 1 win 65535", "200 . 11001:12001 ack 1 win 65535"}));
    peer.says({.ack = 1, .sacks = {{1'001, 4'001}}});
    EXPECT_EQ(peer.sent(), Lines{"200 . 1:1001 ack 1 win 65535"});
}

TEST_F(TcpRetransmission, RepeatsTwoHolesAndThenSendsWithinTheReducedWindow) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 40'000);
    static_cast<void>(peer.sent());
    peer.until(200);
    // The first and the fifth of ten are lost.
    peer.says({.ack = 1, .sacks = {{1'001, 4'001}}});
    EXPECT_EQ(peer.sent(), (Lines{"200 . 1:1001 ack 1 win 65535"}));
    peer.says({.ack = 1, .sacks = {{5'001, 8'001}, {1'001, 4'001}}});
    EXPECT_EQ(peer.sent(),
              (Lines{"200 . 4001:5001 ack 1 win 65535", "200 . 10001:11001 ack 1 win 65535",
                     "200 . 11001:12001 ack 1 win 65535", "200 . 12001:13001 ack 1 win 65535"}));
    // 0.7 of ten segments: the two repeated, the last two of the ten, three new ones.
    EXPECT_EQ(peer.connection().window(), 7'000U);
}

TEST_F(TcpRetransmission, JudgesOneSackedSegmentOnlyAfterAQuarterOfTheRoundTrip) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 2'000);
    static_cast<void>(peer.sent());
    peer.until(200);
    peer.says({.ack = 1, .sacks = {{1'001, 2'001}}});
    peer.until(224);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(225);
    EXPECT_EQ(peer.sent(), Lines{"225 . 1:1001 ack 1 win 65535"});
}

TEST_F(TcpRetransmission, ProbesALostTail) {
    ScriptedPeer peer;
    open(peer);
    send(peer, 3'000);
    static_cast<void>(peer.sent());
    // Two round trips and a bit: before the time-out.
    peer.until(301);
    EXPECT_EQ(peer.sent(), Lines{});
    peer.until(302);
    EXPECT_EQ(peer.sent(), (Lines{"302 P. 2001:3001 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, WithoutSackRepeatsAfterThreeDuplicatesAndAtPartialAcknowledgements) {
    ScriptedPeer peer;
    open(peer, false);
    send(peer, 20'000);
    static_cast<void>(peer.sent());
    peer.until(200);
    for (int i = 0; i < 2; ++i) peer.says({.ack = 1});
    EXPECT_EQ(peer.sent(),
              (Lines{"200 . 10001:11001 ack 1 win 65535", "200 . 11001:12001 ack 1 win 65535"}));
    peer.says({.ack = 1});
    EXPECT_EQ(peer.sent(), Lines{"200 . 1:1001 ack 1 win 65535"});
    peer.says({.ack = 4'001});
    EXPECT_EQ(peer.sent(), (Lines{"200 . 4001:5001 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, StartsAgainWithOneSegmentAfterATimeOut) {
    const TcpProfile profile = plain();
    ScriptedPeer peer(profile);
    open(peer);
    send(peer, 20'000);
    static_cast<void>(peer.sent());
    peer.until(400);
    EXPECT_EQ(peer.sent(), Lines{"400 . 1:1001 ack 1 win 65535"});
    EXPECT_EQ(peer.connection().window(), 1'000U);
    peer.until(500);
    peer.says({.ack = 1'001});
    EXPECT_EQ(peer.sent(),
              (Lines{"500 . 1001:2001 ack 1 win 65535", "500 . 2001:3001 ack 1 win 65535"}));
}

TEST_F(TcpRetransmission, GoesOnAcrossTheWrapOfItsNumbers) {
    ScriptedPeer peer;
    peer.peer_initial = 0xffff'ff00;
    open(peer);
    peer.says({.seq = 1, .length = 200});
    peer.says({.seq = 201, .length = 200});  // over the wrap
    peer.says({.seq = 401, .length = 200});
    EXPECT_EQ(peer.socket->available(), 600U);
    EXPECT_EQ(peer.sent().back(), "100 . 1:1 ack 601 win 65535");
}

}  // namespace
}  // namespace cordon::test

#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

constexpr std::uint32_t window = 65'535;

TEST(TcpReset, EndsAConnectionWithTheExactNumberOnly) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.flags = "R", .seq = 1});
    EXPECT_EQ(peer.socket->failure(), NetFailure::reset);
    EXPECT_EQ(peer.sent(), Lines{});
}

TEST(TcpReset, WithinTheWindowIsChallenged) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.flags = "R", .seq = 2});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
    peer.wait(seconds(1));
    peer.says({.flags = "R", .seq = 1 + window - 1});
    EXPECT_EQ(peer.sent(), Lines{"1000 . 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
}

TEST(TcpReset, OutsideTheWindowIsNotAnswered) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.flags = "R", .seq = 0});
    peer.says({.flags = "R", .seq = 2 + window});
    EXPECT_EQ(peer.sent(), Lines{});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
}

TEST(TcpReset, IsChallengedTwiceASecondAtMost) {
    ScriptedPeer peer;
    peer.opens();
    for (int i = 0; i < 10; ++i) peer.says({.flags = "R", .seq = 100});
    peer.until(499);
    peer.says({.flags = "R", .seq = 100});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 1 win 65535"});
    peer.until(500);
    peer.says({.flags = "R", .seq = 100});
    EXPECT_EQ(peer.sent(), Lines{"500 . 1:1 ack 1 win 65535"});
}

TEST(TcpReset, ASynOnAnOpenConnectionIsChallenged) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.flags = "S", .seq = 100});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
}

TEST(TcpReset, AnAcknowledgementOfWhatWasNeverSentIsChallengedAndIgnored) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.ack = 2, .length = 10});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->available(), 0U);
}

TEST(TcpReset, DataBehindTheWindowIsAnsweredAndDropped) {
    ScriptedPeer peer;
    peer.opens();
    peer.says({.seq = 1, .length = 100});
    static_cast<void>(peer.sent());
    peer.says({.seq = 1, .length = 100});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 101 win 65435 <1:101>"});  // RFC 2883
    EXPECT_EQ(peer.socket->available(), 100U);
}

TEST(TcpReset, AnswersSegmentsOfNobody) {
    ScriptedPeer peer;
    peer.opens();
    peer.local.port = 9;
    peer.says({.seq = 5, .ack = 7, .length = 3});
    EXPECT_EQ(peer.sent(), Lines{"0 R 7:7 win 0"});
    peer.says({.flags = "S", .seq = 5});
    const Lines answer = peer.sent();  // its number is 0, whatever the connection's began with
    ASSERT_EQ(answer.size(), 1U);
    EXPECT_EQ(answer[0].substr(0, 5), "0 R. ");
    EXPECT_NE(answer[0].find(" ack 6 win 0"), std::string::npos);
    peer.says({.flags = "R", .seq = 5});
    EXPECT_EQ(peer.sent(), Lines{});
}

TEST(TcpReset, AbortSendsOne) {
    ScriptedPeer peer;
    peer.opens();
    peer.socket->abort();
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), Lines{"0 R. 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::ended);
    EXPECT_FALSE(peer.socket->failure());
}

TEST(TcpReset, OldTimestampsAreAnsweredAndDropped) {
    ScriptedPeer peer;
    peer.opens({.maximum_segment_size = 1'000,
                .timestamps = TcpOptionFields::Timestamps{.value = 1'000, .echo_reply = 1}});
    peer.says({.length = 10, .options = {.timestamps = TcpOptionFields::Timestamps{.value = 999}}});
    EXPECT_EQ(peer.sent(), Lines{"0 . 1:1 ack 1 win 65535"});
    EXPECT_EQ(peer.socket->available(), 0U);
    peer.says(
        {.length = 10, .options = {.timestamps = TcpOptionFields::Timestamps{.value = 1'001}}});
    EXPECT_EQ(peer.socket->available(), 10U);
}

}  // namespace
}  // namespace cordon::test

#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

TEST(TcpHandshake, OffersWhatTheSystemOffers) {
    ScriptedPeer peer;
    peer.connects();
    EXPECT_EQ(peer.sent(), Lines{"0 S 0:0 win 65535"});
    EXPECT_EQ(peer.last_options.maximum_segment_size, 1'460);
    EXPECT_EQ(peer.last_options.window_scale, 8);
    EXPECT_TRUE(peer.last_options.sack_permitted);
    ASSERT_TRUE(peer.last_options.timestamps);
    EXPECT_EQ(peer.last_options.timestamps->echo_reply, 0U);
}

TEST(TcpHandshake, AcknowledgesTheAnswerAtOnce) {
    ScriptedPeer peer;
    peer.connects();
    peer.says({.flags = "S.", .seq = 0, .ack = 1, .options = {.maximum_segment_size = 1'000}});
    EXPECT_EQ(peer.sent(), (Lines{"0 S 0:0 win 65535", "0 . 1:1 ack 1 win 65535"}));
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
}

TEST(TcpHandshake, AgreesOnlyToWhatWasOffered) {
    ScriptedPeer peer;
    peer.listens();
    peer.says({.flags = "S", .seq = 0, .options = {.maximum_segment_size = 500}});
    EXPECT_EQ(peer.sent(), Lines{"0 S. 0:0 ack 1 win 65535"});
    EXPECT_FALSE(peer.last_options.window_scale);
    EXPECT_FALSE(peer.last_options.sack_permitted);
    EXPECT_FALSE(peer.last_options.timestamps);
    peer.says({.seq = 1, .ack = 1});
    ASSERT_TRUE(peer.socket);
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
}

TEST(TcpHandshake, RepeatsASynForTwoMinutesAsLinuxDoes) {
    ScriptedPeer peer;
    peer.connects();
    peer.until(126'999);
    EXPECT_EQ(peer.sent(),
              (Lines{"0 S 0:0 win 65535", "1000 S 0:0 win 65535", "3000 S 0:0 win 65535",
                     "7000 S 0:0 win 65535", "15000 S 0:0 win 65535", "31000 S 0:0 win 65535",
                     "63000 S 0:0 win 65535"}));
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::connecting);
    peer.until(127'000);
    EXPECT_EQ(peer.socket->failure(), NetFailure::timed_out);
}

TEST(TcpHandshake, RepeatsASynForSeventyFiveSecondsAsApplesDoes) {
    ScriptedPeer peer(ios_like());
    peer.connects();
    peer.until(74'999);
    Lines times;
    for (const std::string& line : peer.sent()) times.push_back(line.substr(0, line.find(' ')));
    EXPECT_EQ(times, (Lines{"0", "1000", "2000", "3000", "4000", "5000", "7000", "11000", "19000",
                            "35000", "67000"}));
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::connecting);
    peer.until(75'000);
    EXPECT_EQ(peer.socket->failure(), NetFailure::timed_out);
}

TEST(TcpHandshake, RepeatsItsAnswerFiveTimes) {
    ScriptedPeer peer;
    peer.listens();
    peer.says({.flags = "S", .seq = 0});
    peer.until(62'999);
    EXPECT_EQ(peer.sent().size(), 6U);
    EXPECT_EQ(peer.two.client.tcp().connections(), 1U);
    peer.until(63'000);
    EXPECT_EQ(peer.two.client.tcp().connections(), 0U);
}

TEST(TcpHandshake, AnswersARepeatedSynAgain) {
    ScriptedPeer peer;
    peer.listens();
    peer.says({.flags = "S", .seq = 0});
    peer.until(100);
    peer.says({.flags = "S", .seq = 0});
    EXPECT_EQ(peer.sent(), (Lines{"0 S. 0:0 ack 1 win 65535", "100 S. 0:0 ack 1 win 65535"}));
}

TEST(TcpHandshake, AConnectionResetBeforeItIsOpenIsHandedToNobody) {
    ScriptedPeer peer;
    peer.listens();
    peer.says({.flags = "S", .seq = 0});
    peer.says({.flags = "R", .seq = 1});
    EXPECT_EQ(peer.socket, nullptr);
    EXPECT_EQ(peer.two.client.tcp().connections(), 0U);
}

TEST(TcpHandshake, BeginsWithOneSegmentWhenASynWasLost) {
    for (const bool lost : {false, true}) {
        ScriptedPeer peer;
        peer.connects();
        if (lost) peer.until(1'000);
        peer.says({.flags = "S.", .seq = 0, .ack = 1, .options = {.maximum_segment_size = 1'000}});
        static_cast<void>(peer.sent());
        peer.socket->send(Content::noise(20'000, 1));
        peer.wait(Duration::zero());
        EXPECT_EQ(peer.sent().size(), lost ? 1U : 10U);
    }
}

TEST(TcpHandshake, OpensWhenBothBeginAtOnce) {
    ScriptedPeer peer;
    peer.connects();
    peer.says({.flags = "S", .seq = 0, .options = {.maximum_segment_size = 1'000}});
    peer.says({.flags = "S.", .seq = 0, .ack = 1, .options = {.maximum_segment_size = 1'000}});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
    EXPECT_EQ(peer.sent(), (Lines{"0 S 0:0 win 65535", "0 S. 0:0 ack 1 win 65535"}));
    peer.socket->send(Content::noise(5, 1));
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), Lines{"0 P. 1:6 ack 1 win 65535"});
}

TEST(TcpHandshake, IsRefusedOnlyByAResetThatAcknowledgesTheSyn) {
    ScriptedPeer peer;
    peer.connects();
    peer.says({.flags = "R.", .seq = 0, .ack = 2});
    peer.says({.flags = "R", .seq = 0});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::connecting);
    peer.says({.flags = "R.", .seq = 0, .ack = 1});
    EXPECT_EQ(peer.socket->failure(), NetFailure::refused);
}

TEST(TcpHandshake, AnswersAWrongAcknowledgementWithAReset) {
    ScriptedPeer peer;
    peer.connects();
    static_cast<void>(peer.sent());
    peer.says({.flags = "S.", .seq = 0, .ack = 77});
    EXPECT_EQ(peer.sent(), Lines{"0 R 77:77 win 0"});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::connecting);
}

TEST(TcpHandshake, CountsItsRoundTripFromTheFirstSynOnly) {
    ScriptedPeer peer;
    peer.connects();
    peer.until(300);
    peer.says({.flags = "S.", .seq = 0, .ack = 1});
    EXPECT_EQ(peer.connection().rtt().smoothed(), milliseconds(300));
    ScriptedPeer late;
    late.connects();
    late.until(1'100);
    late.says({.flags = "S.", .seq = 0, .ack = 1});
    EXPECT_FALSE(late.connection().rtt().known());
}

}  // namespace
}  // namespace cordon::test

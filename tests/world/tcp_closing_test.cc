#include "tests/world/scripted_peer.hh"

namespace cordon::test {
namespace {

struct TcpClosing : ::testing::Test {
    TcpClosing() { peer.opens(); }
    void close() {
        peer.socket->close();
        peer.wait(Duration::zero());
    }
    ScriptedPeer peer;
};

TEST_F(TcpClosing, SendsAFinBehindTheLastByte) {
    peer.socket->send(Content::noise(1'500, 1));
    close();
    EXPECT_EQ(peer.sent(), (Lines{"0 . 1:1001 ack 1 win 65535", "0 P. 1001:1501 ack 1 win 65535",
                                  "0 F. 1501:1501 ack 1 win 65535"}));
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::fin_wait_1);
}

TEST_F(TcpClosing, PassesTheStatesOfTheOneWhoClosesFirst) {
    close();
    peer.says({.ack = 2});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::fin_wait_2);
    peer.says({.flags = "F.", .ack = 2});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::time_wait);
    EXPECT_EQ(peer.sent(), (Lines{"0 F. 1:1 ack 1 win 65535", "0 . 2:2 ack 2 win 65534"}));
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::ended);
    peer.socket.reset();
    peer.until(59'999);
    EXPECT_EQ(peer.two.client.tcp().connections(), 1U);
    peer.until(60'000);
    EXPECT_EQ(peer.two.client.tcp().connections(), 0U);
}

TEST_F(TcpClosing, PassesTheStatesOfTheOneWhoClosesSecond) {
    peer.says({.flags = "F."});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::close_wait);
    EXPECT_TRUE(peer.socket->remote_closed());
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::open);
    close();
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::last_ack);
    EXPECT_EQ(peer.sent(), (Lines{"0 . 1:1 ack 2 win 65534", "0 F. 1:1 ack 2 win 65534"}));
    peer.says({.seq = 2, .ack = 2});
    EXPECT_EQ(peer.socket->state(), TcpSocket::State::ended);
    EXPECT_FALSE(peer.socket->failure());
}

TEST_F(TcpClosing, BothAtOnceMeetInClosing) {
    close();
    peer.says({.flags = "F.", .seq = 1, .ack = 1});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::closing);
    EXPECT_EQ(peer.sent(), (Lines{"0 F. 1:1 ack 1 win 65535", "0 . 2:2 ack 2 win 65534"}));
    peer.says({.seq = 2, .ack = 2});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::time_wait);
}

TEST_F(TcpClosing, SendsOnAfterTheOtherHasClosed) {
    peer.says({.flags = "F."});
    static_cast<void>(peer.sent());
    peer.socket->send(Content::noise(10, 1));
    peer.wait(Duration::zero());
    EXPECT_EQ(peer.sent(), Lines{"0 P. 1:11 ack 2 win 65534"});
}

TEST_F(TcpClosing, TakesDataAfterItHasClosedItsOwnSide) {
    close();
    peer.says({.ack = 2, .length = 20});
    EXPECT_EQ(peer.socket->available(), 20U);
}

TEST_F(TcpClosing, ResetsAPeerThatSendsWhenNobodyIsLeftToRead) {
    peer.socket.reset();
    peer.wait(Duration::zero());
    peer.says({.ack = 2});
    static_cast<void>(peer.sent());
    peer.says({.ack = 2, .length = 20});
    EXPECT_EQ(peer.sent(), Lines{"0 R. 2:2 ack 1 win 65535"});
    EXPECT_EQ(peer.two.client.tcp().connections(), 0U);
}

TEST_F(TcpClosing, WaitsAMinuteForTheFinOfAPeerThatForgot) {
    peer.socket.reset();
    peer.wait(Duration::zero());
    peer.says({.ack = 2});
    peer.until(59'999);
    EXPECT_EQ(peer.two.client.tcp().connections(), 1U);
    peer.until(60'000);
    EXPECT_EQ(peer.two.client.tcp().connections(), 0U);
}

TEST_F(TcpClosing, RepeatsAFinThatIsNotAcknowledged) {
    close();
    static_cast<void>(peer.sent());
    peer.until(1'000);
    ASSERT_FALSE(peer.sent().empty());
    peer.says({.ack = 2});
    EXPECT_EQ(peer.connection().tcp_state(), TcpState::fin_wait_2);
}

TEST_F(TcpClosing, IgnoresAFinBeyondAGapUntilTheGapIsFilled) {
    peer.says({.flags = "F.", .seq = 101});
    EXPECT_FALSE(peer.socket->remote_closed());
    peer.says({.flags = "F.", .seq = 1, .length = 100});
    EXPECT_TRUE(peer.socket->remote_closed());
    EXPECT_EQ(peer.socket->available(), 100U);
}

TEST_F(TcpClosing, AnswersARepeatedFinInTimeWait) {
    close();
    peer.says({.ack = 2});
    peer.says({.flags = "F.", .ack = 2});
    static_cast<void>(peer.sent());
    peer.until(1'000);
    peer.says({.flags = "F.", .ack = 2});
    EXPECT_EQ(peer.sent(), Lines{"1000 . 2:2 ack 2 win 65534"});
}

}  // namespace
}  // namespace cordon::test

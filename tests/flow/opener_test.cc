#include <gtest/gtest.h>

#include "sim/flow/observe.hh"
#include "sim/flow/server_port.hh"
#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

End at_port(std::uint16_t port) {
    return {0x0a000009, port};
}

TEST(Opener, IsWhoSendsTheSyn) {
    EXPECT_TRUE(opener_is_sender(tcp(phone, server, "S", 1)));
    EXPECT_TRUE(opener_is_sender(tcp(server, phone, "S", 1)));
}

TEST(Opener, IsWhoReceivesTheSynAck) {
    EXPECT_FALSE(opener_is_sender(tcp(server, phone, "S.", 1)));
    EXPECT_FALSE(opener_is_sender(tcp(phone, server, "S.", 1)));
}

TEST(Opener, OfTcpMetMidStreamIsTheEndWithTheLessServerLikePort) {
    EXPECT_FALSE(opener_is_sender(tcp(server, phone, ".", 1)));
    EXPECT_TRUE(opener_is_sender(tcp(phone, server, ".", 1)));
    EXPECT_FALSE(opener_is_sender(tcp(at_port(5222), at_port(20000), "P.", 1)));
    EXPECT_FALSE(opener_is_sender(tcp(at_port(20000), at_port(50000), "P.", 1)));
    EXPECT_TRUE(opener_is_sender(tcp(at_port(50000), at_port(20000), "P.", 1)));
}

TEST(Opener, IsTheSenderWhereThePortsSayNothing) {
    EXPECT_TRUE(opener_is_sender(tcp(at_port(50001), at_port(50000), ".", 1)));
    EXPECT_TRUE(opener_is_sender(udp(at_port(123), at_port(123))));
    EXPECT_TRUE(opener_is_sender(packet(at_port(0), at_port(0), ip_protocol::icmp)));
}

TEST(Opener, OfUdpIsTheReceiverOfWhatAKnownServerPortSends) {
    EXPECT_FALSE(opener_is_sender(udp(at_port(53), at_port(40000))));
    EXPECT_FALSE(opener_is_sender(udp(at_port(3478), at_port(45395))));
    EXPECT_TRUE(opener_is_sender(udp(at_port(40000), at_port(53))));
}

TEST(Opener, OfUdpBetweenUnknownPortsIsTheSender) {
    EXPECT_TRUE(opener_is_sender(udp(at_port(20000), at_port(50000))));
}

TEST(PortLikeness, ChangesAtTheEdgesOfTheRanges) {
    EXPECT_EQ(likeness_of(1023), PortLikeness::server);
    EXPECT_EQ(likeness_of(1024), PortLikeness::neither);
    EXPECT_EQ(likeness_of(32767), PortLikeness::neither);
    EXPECT_EQ(likeness_of(32768), PortLikeness::client);
    for (const int port : {3478, 4244, 5222, 5223, 5228, 5242, 8080, 8443}) {
        EXPECT_EQ(likeness_of(static_cast<std::uint16_t>(port)), PortLikeness::server) << port;
    }
}

}  // namespace
}  // namespace cordon::test

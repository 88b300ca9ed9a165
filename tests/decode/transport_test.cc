#include <gtest/gtest.h>

#include "sim/craft/ip_packet.hh"
#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

/// An IPv4 packet 10.0.0.1 > 31.13.86.51 of `protocol` that holds these bytes, without padding.
std::string carried(std::uint8_t protocol, std::initializer_list<std::string_view> hex,
                    std::uint32_t beyond = 0) {
    const auto content = bytes(hex);
    std::vector<std::uint8_t> packet;
    append_ip_header(packet, {.src = IpAddress::v4(0x0a000001), .dst = IpAddress::v4(0x1f0d5633)},
                     protocol, content.size() + beyond);
    packet.insert(packet.end(), content.begin(), content.end());
    const std::string all = decoded(
        {.name = {}, .link = LinkType::raw_ip, .packet = packet, .expected = {}, .beyond = beyond});
    const std::size_t after_addresses = all.find("31.13.86.51") + 11;
    const std::size_t ttl = all.find(" ttl"), bar = all.find(" | ");
    return all.substr(after_addresses, ttl - after_addresses) + all.substr(bar);
}

// Flags [S], seq 1000, win 65535, options [mss 1460,sackOK], length 0
TEST(Tcp, OptionsArePassedOver) {
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 7002ffff 00000000 020405b4 01010402"}),
              ".443 tcp S 1000:0 win 65535 | 0 20 48+0 | payload");
}

TEST(Tcp, ShowsEveryFlag) {
    EXPECT_EQ(carried(6, {"9c4001bb 00000001 00000002 503f0000 00000000"}),
              ".443 tcp FSRPAU 1:2 win 0 | 0 20 40+0 | payload");
}

TEST(Tcp, MayHaveFortyBytesOfOptionsAndNotOneMoreThanThereAre) {
    const std::string_view ten = "01010101 01010101";
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 f0100000 00000000", ten, ten, ten, ten, ten}),
              ".443 tcp A 1000:0 win 0 | 0 20 80+0 | payload");
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 f0100000 00000000", ten, ten, ten, ten}),
              ".443 tcp A 1000:0 win 0 | 0 20 20+0 | malformed at transport");
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 f0100000 00000000", ten, ten, ten, ten}, 8),
              ".443 tcp A 1000:0 win 0 | 0 20 20+0 | cut at transport");
}

TEST(Tcp, AHeaderOfLessThanTwentyBytesIsMalformed) {
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 40100000 00000000"}),
              ".443 tcp A 1000:0 win 0 | 0 20 20+0 | malformed at transport");
    EXPECT_EQ(carried(6, {"9c4001bb 000003e8 00000000 00100000 00000000"}),
              ".443 tcp A 1000:0 win 0 | 0 20 20+0 | malformed at transport");
}

TEST(Udp, EndsWhereItsLengthSays) {
    EXPECT_EQ(carried(17, {"9c400035 000a0000 74657874"}), ".53 udp | 0 20 28+2 | payload");
    EXPECT_EQ(carried(17, {"9c400035 00080000"}), ".53 udp | 0 20 28+0 | payload");
}

TEST(Udp, OfLengthZeroGoesToTheEndOfThePacket) {
    EXPECT_EQ(carried(17, {"9c400035 00000000 74657874"}), ".53 udp | 0 20 28+4 | payload");
}

TEST(Udp, WhoseLengthContradictsItsPacketIsMalformed) {
    EXPECT_EQ(carried(17, {"9c400035 00070000 74657874"}),
              ".53 udp | 0 20 20+0 | malformed at transport");
    EXPECT_EQ(carried(17, {"9c400035 000d0000 74657874"}),
              ".53 udp | 0 20 20+0 | malformed at transport");
    EXPECT_EQ(carried(17, {"9c400035 000c0000 746578"}, 1), ".53 udp | 0 20 28+3/4 | payload")
        << "cut by the recording";
}

// ICMP echo request, id 7, seq 1, length 12
TEST(Icmp, ShowsTypeAndCode) {
    EXPECT_EQ(carried(1, {"08001927 00070001 70696e67"}), " icmp 8/0 | 0 20 28+4 | payload");
    EXPECT_EQ(carried(1, {"0301ffff 00000000"}), " icmp 3/1 | 0 20 28+0 | payload");
}

TEST(Icmp, CutWithinItsHeaderStillShowsThem) {
    EXPECT_EQ(carried(1, {"0301ffff"}, 4), " icmp 3/1 | 0 20 20+0 | cut at transport");
    EXPECT_EQ(carried(1, {"0301ffff"}), " icmp 3/1 | 0 20 20+0 | malformed at transport");
    EXPECT_EQ(carried(1, {"03"}, 7), " icmp 0/0 | 0 20 20+0 | cut at transport");
}

}  // namespace
}  // namespace cordon::testing

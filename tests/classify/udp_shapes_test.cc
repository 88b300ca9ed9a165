#include <gtest/gtest.h>

#include "sim/classify/openvpn.hh"
#include "sim/classify/quic_header.hh"
#include "sim/classify/wireguard.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

TEST(QuicHeader, NamesItsVersion) {
    EXPECT_EQ(quic_version_of(hex("c3 00000001 02 aabb 00 00")), 1U);
    EXPECT_EQ(quic_version_of(hex("c3 6b3343cf 00 00")), 0x6b3343cfU);
    EXPECT_EQ(quic_version_of(hex("c3 ff00001d 00 00")), 0xff00001dU);
    EXPECT_EQ(quic_version_of(hex("c3 faceb002 00 00")), 0xfaceb002U);
    EXPECT_EQ(quic_version_of(hex("c3 51303530 00 00")), 0x51303530U);             // Q050
    EXPECT_EQ(quic_version_of(hex("0d 0102030405060708 51303433")), 0x51303433U);  // Q043
    EXPECT_EQ(quic_version_of(hex("80 00000000 00 00 00000001")), 0U);             // negotiation
}

TEST(QuicHeader, MayForceNegotiationInAPaddedInitial) {
    std::vector<std::uint8_t> initial = hex("c0 0a1a2afa 02 aabb 00 00");
    initial.resize(1199);
    EXPECT_FALSE(quic_version_of(initial));
    initial.resize(1200);
    EXPECT_EQ(quic_version_of(initial), 0x0a1a2afaU);
    initial[4] = 0xfb;
    EXPECT_FALSE(quic_version_of(initial));
}

TEST(QuicHeader, IsNotWhatOthersSend) {
    EXPECT_FALSE(quic_version_of(hex("43 00000001 00 00")));  // short header
    EXPECT_FALSE(quic_version_of(hex("c3 00000002 00 00")));  // no such version
    EXPECT_FALSE(quic_version_of(hex("c3 00000001 15") + std::vector<std::uint8_t>(40, 0)));
    EXPECT_FALSE(quic_version_of(hex("80 00000000 00 00 000001")));  // half a version
    EXPECT_FALSE(quic_version_of(hex("80 78 00 00 00 00 00 00")));   // RTP
    EXPECT_FALSE(quic_version_of({}));
}

TEST(Wireguard, IsKnownByTypeAndLength) {
    const auto message = [](std::uint8_t type, std::size_t size) {
        std::vector<std::uint8_t> bytes(size, 0x5a);
        bytes[0] = type;
        bytes[1] = bytes[2] = bytes[3] = 0;
        return bytes;
    };
    EXPECT_TRUE(is_wireguard_handshake(message(1, 148)));
    EXPECT_TRUE(is_wireguard_handshake(message(2, 92)));
    EXPECT_TRUE(is_wireguard_handshake(message(3, 64)));
    EXPECT_FALSE(is_wireguard_handshake(message(1, 149)));
    EXPECT_FALSE(is_wireguard_handshake(message(4, 148)));
    EXPECT_FALSE(is_wireguard_handshake(hex("01 00 00")));
}

TEST(Openvpn, IsKnownByItsPlainReset) {
    const auto reset = hex("38 0102030405060708 00 00000000");
    EXPECT_TRUE(is_openvpn_reset(reset));
    EXPECT_TRUE(is_openvpn_stream(hex("000e") + reset + hex("ff")));
    EXPECT_FALSE(is_openvpn_reset(reset + hex("00")));
    EXPECT_FALSE(is_openvpn_reset(Bytes{reset}.first(13)));
    EXPECT_FALSE(is_openvpn_reset(hex("38 0000000000000000 00 00000000")));
    EXPECT_FALSE(is_openvpn_stream(hex("000f") + reset));
}

}  // namespace
}  // namespace cordon::testing

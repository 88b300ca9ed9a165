#include "sim/decode/tcp_options.hh"

#include <gtest/gtest.h>

#include "sim/craft/ip_packet.hh"
#include "sim/craft/tcp_options.hh"
#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

TcpOptions read(std::initializer_list<std::string_view> hex) {
    const auto options = bytes(hex);
    return read_tcp_options(options);
}

// options [mss 1460,nop,wscale 8,sackOK,TS val 7 ecr 9]
TEST(TcpOptions, OfASynAreAllRead) {
    const TcpOptions options = read({"020405b4 01 030308 0402 080a 00000007 00000009"});
    EXPECT_EQ(options.maximum_segment_size, 1460);
    EXPECT_EQ(options.window_scale, 8);
    EXPECT_TRUE(options.sack_permitted);
    ASSERT_TRUE(options.timestamps);
    EXPECT_EQ(options.timestamps->value, 7U);
    EXPECT_EQ(options.timestamps->echo_reply, 9U);
    EXPECT_EQ(options.sack_count, 0);
    EXPECT_TRUE(options.well_formed);
}

// options [nop,nop,sack 2 {4000:5000}{6000:7000}]
TEST(TcpOptions, ShowSackBlocks) {
    const TcpOptions options = read({"0101 0512 00000fa0 00001388 00001770 00001b58"});
    ASSERT_EQ(options.sack_count, 2);
    EXPECT_EQ(options.sack_blocks[0].from, Seq32{4000});
    EXPECT_EQ(options.sack_blocks[0].to, Seq32{5000});
    EXPECT_EQ(options.sack_blocks[1].from, Seq32{6000});
    EXPECT_EQ(options.sack_blocks[1].to, Seq32{7000});
}

TEST(TcpOptions, EndAtTheEndOfTheList) {
    const TcpOptions options = read({"00 020405b4"});
    EXPECT_FALSE(options.maximum_segment_size);
    EXPECT_TRUE(options.well_formed);
}

TEST(TcpOptions, OfUnknownKindsArePassedOver) {
    EXPECT_EQ(read({"fd06 12345678 020405b4"}).maximum_segment_size, 1460);
    EXPECT_EQ(read({"2202 020405b4"}).maximum_segment_size, 1460) << "fast open, empty";
}

TEST(TcpOptions, CountOnceWhenTheyComeTwice) {
    EXPECT_EQ(read({"020405b4 02040218"}).maximum_segment_size, 1460);
}

TEST(TcpOptions, ThatContradictThemselvesEndTheReading) {
    EXPECT_FALSE(read({"02"}).well_formed) << "no length";
    EXPECT_FALSE(read({"0201"}).well_formed) << "a length that does not count itself";
    EXPECT_FALSE(read({"0200"}).well_formed);
    EXPECT_FALSE(read({"020405"}).well_formed) << "one byte short";
    EXPECT_FALSE(read({"0203 05"}).well_formed) << "a segment size of one byte";
    EXPECT_FALSE(read({"0303 08 0804 0000"}).well_formed);
    EXPECT_EQ(read({"0303 08 0804 0000"}).window_scale, 8) << "what came before stands";
    EXPECT_FALSE(read({"0509 00000fa0 00001388"}).well_formed) << "three quarters of a block";
}

TEST(TcpOptions, SurviveEveryPrefix) {
    const auto whole =
        bytes({"020405b4 01 030308 0402 080a 00000007 00000009 050a 00000fa0 00001388"});
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const std::vector<std::uint8_t> prefix(whole.begin(),
                                               whole.begin() + static_cast<std::ptrdiff_t>(length));
        const TcpOptions options = read_tcp_options(prefix);
        EXPECT_EQ(options.timestamps.has_value(), length >= 20) << length;
        EXPECT_EQ(options.sack_count, length >= 30 ? 1 : 0) << length;
    }
}

TEST(TcpOptions, AreFoundInAPacket) {
    const auto packet = tcp_packet({.src = IpAddress::v4(1), .dst = IpAddress::v4(2)},
                                   {.flags = tcp_flag::syn,
                                    .options = tcp_options({.maximum_segment_size = 536,
                                                            .window_scale = 2,
                                                            .sack_permitted = true,
                                                            .timestamps = {{.value = 5}}})});
    const Headers headers = decode(packet, LinkType::raw_ip, 0).headers;
    const TcpOptions options = read_tcp_options(packet, headers);
    EXPECT_EQ(options.maximum_segment_size, 536);
    EXPECT_EQ(options.window_scale, 2);
    EXPECT_TRUE(options.sack_permitted);
    EXPECT_EQ(options.timestamps->value, 5U);
    EXPECT_FALSE(read_tcp_options(Bytes{packet}.first(30), headers).maximum_segment_size)
        << "not that packet's headers";
}

TEST(TcpOptions, OfAnotherTransportAreNone) {
    const auto packet = bytes({ipv4_udp});
    const TcpOptions options =
        read_tcp_options(packet, decode(packet, LinkType::raw_ip, 0).headers);
    EXPECT_FALSE(options.maximum_segment_size);
    EXPECT_TRUE(options.well_formed);
}

}  // namespace
}  // namespace cordon::testing

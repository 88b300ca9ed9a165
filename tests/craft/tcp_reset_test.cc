#include "sim/craft/tcp_reset.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/craft/frame.hh"
#include "sim/craft/link_header.hh"
#include "sim/decode/decode.hh"

namespace cordon {
namespace {

const TcpEnds up{.src = IpAddress::v4(0x0a000001),
                 .dst = IpAddress::v4(0x1f0d5633),
                 .src_port = 40000,
                 .dst_port = 443};
const TcpEnds up6{.src = IpAddress::from_words(0x20010db800000000, 1),
                  .dst = IpAddress::from_words(0x2a03288000000000, 5),
                  .src_port = 40000,
                  .dst_port = 443};

Headers seen(const std::vector<std::uint8_t>& packet, LinkType link) {
    const Headers headers = decode(packet, link, 0).headers;
    EXPECT_EQ(headers.stop, Stop::payload);
    EXPECT_NE(ip_checksum_ok(packet, headers), false);
    EXPECT_EQ(transport_checksum_ok(packet, headers), true);
    return headers;
}

TEST(TcpReset, LooksAsItsFieldsSay) {
    const auto packet = tcp_reset({}, LinkType::raw_ip, up,
                                  {.seq = Seq32{1000},
                                   .ack = Seq32{2000},
                                   .flags = tcp_flag::rst | tcp_flag::ack,
                                   .ttl = 47,
                                   .ip_id = 0xbeef,
                                   .dont_fragment = true,
                                   .window = 79});
    const Headers headers = seen(packet, LinkType::raw_ip);
    EXPECT_EQ(headers.src, up.src);
    EXPECT_EQ(headers.dst, up.dst);
    EXPECT_EQ(headers.src_port, 40000);
    EXPECT_EQ(headers.dst_port, 443);
    EXPECT_EQ(headers.seq, Seq32{1000});
    EXPECT_EQ(headers.ack, Seq32{2000});
    EXPECT_EQ(headers.tcp_flags.bits, 0x14);
    EXPECT_EQ(headers.ttl, 47);
    EXPECT_EQ(headers.window, 79);
    EXPECT_EQ(headers.payload_length, 0U);
    EXPECT_EQ(packet.size(), 40U);
    EXPECT_EQ(load_big_endian<std::uint16_t>(packet.data() + 4), 0xbeefU);
    EXPECT_EQ(load_big_endian<std::uint16_t>(packet.data() + 6), 0x4000U);
}

TEST(TcpReset, IsAPlainResetUnlessSaidOtherwise) {
    const auto packet = tcp_reset({}, LinkType::raw_ip, up, {.seq = Seq32{1000}});
    EXPECT_EQ(seen(packet, LinkType::raw_ip).tcp_flags.bits, tcp_flag::rst);
    EXPECT_EQ(load_big_endian<std::uint16_t>(packet.data() + 6), 0U) << "may be fragmented";
}

TEST(TcpReset, IsIpv6BetweenIpv6Addresses) {
    const auto packet =
        tcp_reset({}, LinkType::raw_ip, up6.opposite(), {.seq = Seq32{7}, .ttl = 3});
    const Headers headers = seen(packet, LinkType::raw_ip);
    EXPECT_EQ(headers.src, up6.dst);
    EXPECT_EQ(headers.dst_port, 40000);
    EXPECT_EQ(headers.ttl, 3);
    EXPECT_EQ(packet.size(), 60U);
}

TEST(TcpReset, MayCarryAPayload) {
    const auto packet =
        tcp_reset({}, LinkType::raw_ip, up, {.seq = Seq32{1}, .payload = as_bytes("blocked")});
    EXPECT_EQ(as_text(decode(packet, LinkType::raw_ip, 0).payload), "blocked");
    EXPECT_EQ(seen(packet, LinkType::raw_ip).payload_length, 7U);
}

TEST(TcpReset, GoesOutBehindTheLinkHeaderOfItsDirection) {
    const auto frame = tcp_frame({.vlans = {100, 5}}, {.src = up.src, .dst = up.dst}, {});
    const Bytes link =
        link_header_of(frame, decode(frame, LinkType::ethernet, 0).headers.network_offset);
    const auto packet = tcp_reset(link, LinkType::ethernet, up, {.seq = Seq32{1}});
    const Headers headers = seen(packet, LinkType::ethernet);
    EXPECT_EQ(headers.tag_count, 2);
    EXPECT_TRUE(std::equal(link.begin(), link.end(), packet.begin()));
}

TEST(TcpReset, StatesItsOwnLengthInPppoe) {
    const std::vector<std::uint8_t> link = {2, 0,    0,    0,    0, 2, 2, 0,    0,    0, 0,
                                            1, 0x88, 0x64, 0x11, 0, 0, 7, 0x05, 0xd4, 0, 0x21};
    const auto packet = tcp_reset(link, LinkType::ethernet, up, {.seq = Seq32{1}});
    EXPECT_EQ(seen(packet, LinkType::ethernet).network_offset, 22U);
    EXPECT_EQ(load_big_endian<std::uint16_t>(packet.data() + 18), 42U);
}

TEST(ResetNumbers, TowardsTheReceiverAreTheNextOnesItExpects) {
    const SegmentSeen data{.seq = Seq32{1000}, .ack = Seq32{2000}, .payload_length = 517};
    EXPECT_EQ(numbers_towards_receiver(data, Trigger::delivered).seq, Seq32{1517});
    EXPECT_EQ(numbers_towards_receiver(data, Trigger::removed).seq, Seq32{1000});
    EXPECT_EQ(numbers_towards_receiver(data, Trigger::delivered).ack, Seq32{2000});
}

TEST(ResetNumbers, TowardsTheSenderAnswerItsSegment) {
    const SegmentSeen data{.seq = Seq32{1000}, .ack = Seq32{2000}, .payload_length = 517};
    EXPECT_EQ(numbers_towards_sender(data).seq, Seq32{2000});
    EXPECT_EQ(numbers_towards_sender(data).ack, Seq32{1517});
    const SegmentSeen syn{.seq = Seq32{1000}, .ack = Seq32{5}, .flags = tcp_flag::syn};
    EXPECT_EQ(numbers_towards_sender(syn).seq, Seq32{0}) << "a SYN acknowledges nothing";
    EXPECT_EQ(numbers_towards_sender(syn).ack, Seq32{1001});
}

TEST(ResetNumbers, CountSynAndFinAndWrap) {
    const SegmentSeen last{
        .seq = Seq32{0xfffffffe}, .flags = tcp_flag::fin | tcp_flag::ack, .payload_length = 4};
    EXPECT_EQ(last.end(), Seq32{3});
}

}  // namespace
}  // namespace cordon

#include "sim/decode/link.hh"

#include <gtest/gtest.h>

#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

class Links : public ::testing::TestWithParam<Example> {};

TEST_P(Links, LeadToThePayload) {
    EXPECT_EQ(decoded(GetParam()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Of, Links, ::testing::ValuesIn(link_examples()),
                         [](const auto& example) { return std::string(example.param.name); });

std::string ended(LinkType link, std::initializer_list<std::string_view> hex) {
    return decoded({.name = {}, .link = link, .packet = bytes(hex), .expected = {}});
}

TEST(Link, OfAnUnknownTypeIsUnsupported) {
    EXPECT_EQ(ended(LinkType{147}, {ipv4_tcp}), "unsupported at link");
    EXPECT_EQ(ended(LinkType{147}, {}), "unsupported at link");
}

TEST(Link, WithoutIpBehindItIsUnsupportedAtTheNetwork) {
    using enum LinkType;
    // ARP, Request who-has 10.0.0.2 tell 10.0.0.1
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "0806 0001080006040001 020000000001 0a000001",
                               "000000000000 0a000002"}),
              "unsupported at network");
    // PPPoE session, LCP Echo-Request
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "8864 1100 0007 000a c021 0901 0008 00000000"}),
              "unsupported at network");
    // PPPoE session header with the code of a PADT: no session data
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "8864 11a7 0007 0000 0021"}),
              "unsupported at tag");
    // 802.3, spanning tree: LLC of SAP 0x42
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "0026 424203 0000"}), "unsupported at network");
    // SNAP with the code of a maker, CDP
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "0026 aaaa03 00000c 2000"}),
              "unsupported at network");
    // cooked header of a netlink message
    EXPECT_EQ(ended(linux_sll, {"0004 0338 0000 0000000000000000 0000", ipv4_tcp}),
              "unsupported at network");
    // address family 7
    EXPECT_EQ(ended(bsd_null, {"07000000", ipv4_tcp}), "unsupported at network");
}

TEST(Link, ThatContradictsItsPacketIsMalformed) {
    using enum LinkType;
    EXPECT_EQ(ended(raw_ip, {"50", ipv4_tcp}), "malformed at network");
    EXPECT_EQ(ended(raw_ipv6, {ipv4_tcp}), "malformed at network");
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "86dd", ipv4_tcp}), "malformed at network");
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "8864 2100 0007 002e 0021", ipv4_tcp}),
              "malformed at tag");
    EXPECT_EQ(ended(ethernet, {testing::ethernet, "08"}), "malformed at link")
        << "13 bytes, all there were";
    EXPECT_EQ(ended(raw_ip, {}), "malformed at network");
}

TEST(Link, MayCarryEightTagsAndNoMore) {
    std::vector<std::uint8_t> packet = bytes({testing::ethernet});
    const std::vector<std::uint8_t> tag = bytes({"8100 0005"}), rest = bytes({"0800", ipv4_tcp});
    for (unsigned i = 0; i < most_tags; ++i) packet.insert(packet.end(), tag.begin(), tag.end());
    std::vector<std::uint8_t> more = packet;
    more.insert(more.end(), tag.begin(), tag.end());
    packet.insert(packet.end(), rest.begin(), rest.end());
    more.insert(more.end(), rest.begin(), rest.end());
    EXPECT_EQ(decode(packet, LinkType::ethernet, 0).headers.stop, Stop::payload);
    EXPECT_EQ(decode(packet, LinkType::ethernet, 0).headers.tag_count, 8);
    EXPECT_EQ(describe(decode(more, LinkType::ethernet, 0)), "tags 8 unsupported at tag");
}

TEST(Link, PppoeLengthCutsPaddingOff) {
    // IP states 46 bytes of which PPPoE, with length 42, vouches for 40: an ACK without payload.
    EXPECT_EQ(
        ended(LinkType::ethernet, {testing::ethernet, "8864 1100 0007 002a 0021",
                                   "4500002e 1c464000 ef06697e 02020202 01010101",
                                   "01bb4faa fc90b007 d7a84499 50100862 87270000 000000000000"}),
        "2.2.2.2.443 > 1.1.1.1.20394 tcp A 4237340679:3618129049 win 2146 ttl 239 len 46 | "
        "22 42 62+0 | payload");
}

}  // namespace
}  // namespace cordon::testing

#include <gtest/gtest.h>

#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

struct Judged {
    std::optional<bool> ip, transport;
    friend bool operator==(const Judged&, const Judged&) = default;
};

Judged judge(const std::vector<std::uint8_t>& packet, std::uint32_t beyond = 0) {
    const auto wire = static_cast<std::uint32_t>(packet.size()) + beyond;
    const Headers headers = decode(packet, LinkType::raw_ip, wire).headers;
    return {.ip = ip_checksum_ok(packet, headers),
            .transport = transport_checksum_ok(packet, headers)};
}

TEST(Checksums, OfTheExamplesAreRight) {
    EXPECT_EQ(judge(bytes({ipv4_tcp})), (Judged{true, true}));
    EXPECT_EQ(judge(bytes({ipv4_udp})), (Judged{true, true}));
    EXPECT_EQ(judge(bytes({ipv6_tcp})), (Judged{std::nullopt, true})) << "IPv6 has none of its own";
    EXPECT_EQ(judge(bytes({ipv6_udp})), (Judged{std::nullopt, true}));
}

TEST(Checksums, OfIcmpCoverThePseudoHeaderInIpv6Only) {
    // IP 10.0.0.1 > 31.13.86.51: ICMP echo request, id 7, seq 1, length 12
    EXPECT_EQ(judge(bytes(
                  {"45000020 12344000 4001a968 0a000001 1f0d5633", "08001927 00070001 70696e67"})),
              (Judged{true, true}));
    // IP6 2001:db8::1 > 2a03:2880::5: ICMP6, echo request, id 7, seq 1, length 12
    EXPECT_EQ(judge(bytes({"60000000 000c3a40 20010db8000000000000000000000001",
                           "2a032880000000000000000000000005 8000209e 00070001 70696e67"})),
              (Judged{std::nullopt, true}));
}

TEST(Checksums, NoticeEveryBitThatTheyCover) {
    const auto packet = bytes({ipv4_tcp});
    for (std::size_t bit = 0; bit < packet.size() * 8; ++bit) {
        auto flipped = packet;
        flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (0x80U >> (bit % 8)));
        const Headers headers = decode(flipped, LinkType::raw_ip, 0).headers;
        if (headers.stop != Stop::payload || !headers.is_tcp()) continue;  // lengths and kinds
        const bool in_ip = bit < 160, in_addresses = bit >= 96 && bit < 160;
        EXPECT_EQ(ip_checksum_ok(flipped, headers), !in_ip) << bit;
        // A fragment, or a shorter packet: it has no checksum here, or another one.
        if (headers.fragment != Fragment::whole || headers.ip_length != packet.size()) continue;
        EXPECT_EQ(transport_checksum_ok(flipped, headers), in_ip && !in_addresses) << bit;
    }
}

TEST(Checksums, OfACutPacketAreUnknown) {
    auto packet = bytes({ipv4_tcp});
    packet.pop_back();
    EXPECT_EQ(judge(packet, 1), (Judged{true, std::nullopt}));
    packet.resize(19);
    EXPECT_EQ(judge(packet, 25), (Judged{std::nullopt, std::nullopt}));
}

TEST(Checksums, OfFragmentsAreUnknown) {
    // IP (offset 0, flags [+]) and (offset 8, flags [none])
    EXPECT_EQ(
        judge(bytes({"45000020 12342000 40110000 0a000001 1f0d5633 9c400035 000cf745 74657874"}))
            .transport,
        std::nullopt);
    EXPECT_EQ(
        judge(bytes({"45000020 12340001 40110000 0a000001 1f0d5633 9c400035 000cf745 74657874"}))
            .transport,
        std::nullopt);
}

TEST(Checksums, OfUdpMayBeLeftOutInIpv4Only) {
    EXPECT_EQ(
        judge(bytes({"45000020 12344000 4011a958 0a000001 1f0d5633 9c400035 000c0000 74657874"}))
            .transport,
        std::nullopt);
    auto packet = bytes({ipv6_udp});
    packet[46] = packet[47] = 0;
    EXPECT_EQ(judge(packet).transport, false);
}

TEST(Checksums, OfSomethingUnsupportedAreUnknown) {
    EXPECT_EQ(
        judge(bytes({"45000020 12344000 402fa93a 0a000001 1f0d5633 00000800 4500001c 12344000"})),
        (Judged{true, std::nullopt}));
}

TEST(Checksums, BehindARoutingHeaderUnderWayAreUnknown) {
    const auto routed = [](std::string_view segments_left) {
        return judge(bytes({"60000000 00142b40 20010db8000000000000000000000001",
                            "2a032880000000000000000000000005 110004", segments_left, "00000000",
                            "9c400035 000cf644 74657874"}))
            .transport;
    };
    EXPECT_EQ(routed("00"), true) << "it has arrived";
    EXPECT_EQ(routed("01"), std::nullopt) << "its last address is in the routing header";
}

TEST(Checksums, OfOffloadedPacketsCoverTheWholePacket) {
    // Total length 0: the same bytes as the example but for that field and its checksum.
    auto packet = bytes({ipv4_tcp});
    packet[3] = 0;
    packet[11] = 0x83;
    EXPECT_EQ(judge(packet), (Judged{true, true}));
}

}  // namespace
}  // namespace cordon::testing

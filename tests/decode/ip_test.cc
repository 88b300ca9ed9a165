#include <gtest/gtest.h>

#include "sim/decode/ipv6.hh"
#include "tests/decode/packets.hh"

namespace cordon::testing {
namespace {

constexpr std::string_view addresses4 = "0a000001 1f0d5633";  // 10.0.0.1 > 31.13.86.51
constexpr std::string_view addresses6 =
    "20010db8000000000000000000000001 2a032880000000000000000000000005";
constexpr std::string_view udp4 = "9c400035 000cf745 74657874";  // 40000 > 53, "text"
constexpr std::string_view ends6 = "2001:db8::1.40000 > 2a03:2880::5.53 udp ";

std::string ip(std::initializer_list<std::string_view> hex, std::uint32_t beyond = 0) {
    return decoded({.name = {},
                    .link = LinkType::raw_ip,
                    .packet = bytes(hex),
                    .expected = {},
                    .beyond = beyond});
}

// IP, with options (router alert): 10.0.0.1.40000 > 31.13.86.51.53: UDP, length 4
TEST(Ipv4, OptionsArePassedOver) {
    EXPECT_EQ(ip({"46000024 12344000 40111450", addresses4, "94040000", udp4}),
              "10.0.0.1.40000 > 31.13.86.51.53 udp ttl 64 len 36 | 0 24 32+4 | payload");
}

// IP (id 4660, offset 0, flags [+]): 10.0.0.1.40000 > 31.13.86.51.53: UDP, length 1600
TEST(Ipv4, AFirstFragmentHasPortsAndItsOwnLength) {
    EXPECT_EQ(ip({"45000020 12342000 40110000", addresses4, "9c400035 06480000 74657874"}),
              "10.0.0.1.40000 > 31.13.86.51.53 udp first ttl 64 len 32 | 0 20 28+4 | payload");
}

// IP (id 4660, offset 1480, flags [none]): 10.0.0.1 > 31.13.86.51: udp
TEST(Ipv4, ALaterFragmentHasNoPorts) {
    EXPECT_EQ(ip({"45000020 123400b9 40110000", addresses4, udp4}),
              "10.0.0.1.0 > 31.13.86.51.0 udp later ttl 64 len 32 | 0 20 20+12 | "
              "later fragment at transport");
    EXPECT_EQ(ip({"45000020 123420b9 40110000", addresses4, udp4}),
              "10.0.0.1.0 > 31.13.86.51.0 udp later ttl 64 len 32 | 0 20 20+12 | "
              "later fragment at transport")
        << "one from the middle, more to come";
}

TEST(Ipv4, DontFragmentAndTheReservedBitMakeNoFragment) {
    for (const std::string_view flags : {"0000", "4000", "8000", "c000"}) {
        const auto packet = bytes({"45000020 1234", flags, "40110000", addresses4, udp4});
        EXPECT_EQ(decode(packet, LinkType::raw_ip, 0).headers.fragment, Fragment::whole);
    }
}

// A first fragment of 8 bytes: tiny fragments hide the flags (RFC 1858 section 3).
TEST(Ipv4, ATinyFirstFragmentShowsItsPortsOnly) {
    EXPECT_EQ(ip({"4500001c 12342000 40060000", addresses4, "9c4001bb 000003e8"}),
              "10.0.0.1.40000 > 31.13.86.51.443 tcp  0:0 win 0 first ttl 64 len 28 | 0 20 20+0 | "
              "malformed at transport");
}

TEST(Ipv4, TotalLengthZeroGoesToTheEndOfThePacket) {
    EXPECT_EQ(ip({"45000000 12344000 40060000", addresses4,
                  "9c4001bb 000003e8 000007d0 50180200 00000000 74657874"},
                 65'536),
              "10.0.0.1.40000 > 31.13.86.51.443 tcp PA 1000:2000 win 512 ttl 64 len 0 | "
              "0 20 40+4/65540 | payload");
}

TEST(Ipv4, AuthenticationIsPassedOver) {
    // AH of 24 bytes (length 4), then UDP
    EXPECT_EQ(ip({"45000038 12344000 40330000", addresses4,
                  "11040000 00000001 00000001 000000000000000000000000", udp4}),
              "10.0.0.1.40000 > 31.13.86.51.53 udp ttl 64 len 56 | 0 44 52+4 | payload");
}

// IP 10.0.0.1 > 31.13.86.51: GREv0, length 12: what it carries is not entered
TEST(Ipv4, OtherTransportsAreUnsupported) {
    EXPECT_EQ(ip({"45000020 12344000 402f0000", addresses4, "00000800 4500001c 12344000"}),
              "10.0.0.1 > 31.13.86.51 proto 47 ttl 64 len 32 | 0 20 20+12 | "
              "unsupported at transport");
    EXPECT_EQ(ip({"45000020 12344000 40000000", addresses4, udp4}),
              "10.0.0.1 > 31.13.86.51 proto 0 ttl 64 len 32 | 0 20 20+12 | "
              "unsupported at transport")
        << "hop-by-hop options belong to IPv6";
}

TEST(Ipv4, ThatContradictsItselfIsMalformed) {
    const std::string_view none = "malformed at network";
    EXPECT_EQ(ip({"44000020 12344000 40110000", addresses4, udp4}), none) << "16 bytes of header";
    EXPECT_EQ(ip({"45000013 12344000 40110000", addresses4, udp4}),
              "10.0.0.1.0 > 31.13.86.51.0 udp ttl 64 len 19 | 0 0 0+0 | malformed at network")
        << "total length below that of the header";
    EXPECT_EQ(ip({"45000021 12344000 40110000", addresses4, udp4}),
              "10.0.0.1.0 > 31.13.86.51.0 udp ttl 64 len 33 | 0 0 0+0 | malformed at network")
        << "total length one byte beyond the packet";
    EXPECT_EQ(ip({"45000021 12344000 40110000", addresses4, udp4}, 1),
              "10.0.0.1.40000 > 31.13.86.51.53 udp ttl 64 len 33 | 0 20 28+4 | payload")
        << "the same where the recording cut it; UDP states less";
}

// IP6 2001:db8::1.40000 > 2a03:2880::5.53: UDP, length 4, behind each extension header
TEST(Ipv6, ExtensionHeadersArePassedOver) {
    const std::string after = std::string(ends6) + "ttl 64 len ";
    for (const std::string_view kind : {"00", "2b", "3c", "87"}) {  // of 8 and of 16 bytes
        EXPECT_EQ(ip({"60000000 0014", kind, "40", addresses6, "1100000000000000", udp4}),
                  after + "60 | 0 48 56+4 | payload");
        EXPECT_EQ(
            ip({"60000000 001c", kind, "40", addresses6, "11010000000000000000000000000000", udp4}),
            after + "68 | 0 56 64+4 | payload");
    }
    EXPECT_EQ(ip({"60000000 001c 3340", addresses6, "11020000 00000001 00000001 00000000", udp4}),
              after + "68 | 0 56 64+4 | payload")
        << "authentication counts in words of four bytes";
}

TEST(Ipv6, FragmentsAreToldApart) {
    const auto fragment = [](std::string_view offset) {
        return ip({"60000000 0014 2c40", addresses6, "1100", offset, "00000007", udp4});
    };
    EXPECT_EQ(fragment("0001"), std::string(ends6) + "first ttl 64 len 60 | 0 48 56+4 | payload");
    EXPECT_EQ(fragment("0000"), std::string(ends6) + "ttl 64 len 60 | 0 48 56+4 | payload")
        << "an atomic fragment is whole (RFC 6946)";
    for (const std::string_view later : {"0008", "0009", "fff8"}) {
        EXPECT_EQ(fragment(later),
                  "2001:db8::1.0 > 2a03:2880::5.0 udp later ttl 64 len 60 | 0 48 48+12 | "
                  "later fragment at transport");
    }
}

TEST(Ipv6, NoNextHeaderIsUnsupported) {
    EXPECT_EQ(ip({"60000000 0000 3b40", addresses6}),
              "2001:db8::1 > 2a03:2880::5 proto 59 ttl 64 len 0 | 0 40 40+0 | "
              "unsupported at transport");
}

TEST(Ipv6, PayloadLengthZeroGoesToTheEndOfThePacket) {
    // Hop-by-hop options with a jumbo payload of 65,536 + 20 bytes, UDP length 0 (RFC 2675)
    EXPECT_EQ(
        ip({"60000000 0000 0040", addresses6, "1100c204 00010014", "9c400035 00000000 74657874"},
           65'536),
        std::string(ends6) + "ttl 64 len 0 | 0 48 56+4/65540 | payload");
}

TEST(Ipv6, ThatContradictsItselfIsMalformed) {
    EXPECT_EQ(ip({"60000000 000d 1140", addresses6, udp4}),
              "2001:db8::1.0 > 2a03:2880::5.0 udp ttl 64 len 53 | 0 0 0+0 | malformed at network")
        << "payload length one byte beyond the packet";
    EXPECT_EQ(ip({"60000000 0014 0040", addresses6, "1102000000000000", udp4}),
              "2001:db8::1 > 2a03:2880::5 proto 0 ttl 64 len 60 | 0 0 0+0 | malformed at extension")
        << "24 bytes of options in a payload of 20";
}

TEST(Ipv6, ACutExtensionHeaderIsSaidToBeOne) {
    EXPECT_EQ(ip({"60000000 0014 0040", addresses6, "11000000"}, 16),
              "2001:db8::1 > 2a03:2880::5 proto 0 ttl 64 len 60 | 0 0 0+0 | cut at extension");
}

TEST(Ipv6, MayHaveSixteenExtensionHeadersAndNoMore) {
    const auto with_options = [](unsigned count) {
        std::string chain;
        for (unsigned i = 0; i < count; ++i) chain += i + 1 < count ? "3c00" : "1100";
        std::string padded;
        for (std::size_t i = 0; i < chain.size(); i += 4)
            padded += chain.substr(i, 4) + "000000000000";
        // Payload length 0: to the end of the packet.
        const auto packet = bytes({"60000000 0000 3c40", addresses6, padded, udp4});
        return decode(packet, LinkType::raw_ip, 0).headers;
    };
    EXPECT_EQ(with_options(most_extensions).stop, Stop::payload);
    EXPECT_EQ(with_options(most_extensions + 1).stop, Stop::unsupported);
    EXPECT_EQ(with_options(most_extensions + 1).stopped_at, Layer::extension);
}

}  // namespace
}  // namespace cordon::testing

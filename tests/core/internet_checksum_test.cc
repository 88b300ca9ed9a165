#include "sim/core/internet_checksum.hh"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace cordon {
namespace {

TEST(InternetSum, MatchesTheExampleOfItsStandard) {
    // RFC 1071 section 3: 0001 f203 f4f5 f6f7 sum to ddf2.
    const std::array<std::uint8_t, 8> bytes = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    EXPECT_EQ(InternetSum{}.add(bytes).value(), 0xffff - 0xddf2);
}

TEST(InternetSum, PadsAnOddByteWithZero) {
    const std::array<std::uint8_t, 3> odd = {0x12, 0x34, 0x56};
    const std::array<std::uint8_t, 4> even = {0x12, 0x34, 0x56, 0x00};
    EXPECT_EQ(InternetSum{}.add(odd).value(), InternetSum{}.add(even).value());
}

TEST(InternetSum, IsTheSameInPieces) {
    std::vector<std::uint8_t> bytes;
    for (unsigned i = 0; i < 1500; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 7 + 3));
    const Bytes all{bytes};
    const std::uint16_t whole = InternetSum{}.add(all).value();
    for (std::size_t split = 0; split <= all.size(); split += 2) {
        ASSERT_EQ(InternetSum{}.add(all.first(split)).add(all.subspan(split)).value(), whole);
    }
}

TEST(InternetSum, IsRightOverBytesThatHoldTheirChecksum) {
    // 0000 45 00 00 73 ...: IP 192.168.0.1 > 192.168.0.199, proto 17, length 115, sum b861.
    std::array<std::uint8_t, 20> header = {0x45, 0x00, 0x00, 0x73, 0x00, 0x00, 0x40,
                                           0x00, 0x40, 0x11, 0xb8, 0x61, 0xc0, 0xa8,
                                           0x00, 0x01, 0xc0, 0xa8, 0x00, 0xc7};
    EXPECT_TRUE(InternetSum{}.add(header).right());
    header[8] -= 1;
    EXPECT_FALSE(InternetSum{}.add(header).right());
}

TEST(InternetSum, CountsFourBytesOfAnIpv4AddressAndSixteenOfAnIpv6One) {
    const IpAddress v4 = IpAddress::v4(0xc0a80001);
    const std::array<std::uint8_t, 12> pseudo_v4 = {0xc0, 0xa8, 0, 1, 0xc0, 0xa8,
                                                    0,    1,    0, 6, 0,    20};
    EXPECT_EQ(InternetSum{}.add_pseudo_header(v4, v4, 6, 20).value(),
              InternetSum{}.add(pseudo_v4).value());
    const IpAddress v6 = IpAddress::from_words(0x20010db800000000, 0xfffe000000000001);
    std::vector<std::uint8_t> pseudo_v6;
    for (int i = 0; i < 2; ++i) {
        const auto bytes = v6.bytes();
        pseudo_v6.insert(pseudo_v6.end(), bytes.begin(), bytes.end());
    }
    pseudo_v6.insert(pseudo_v6.end(), {0, 1, 0x11, 0x70, 0, 0, 0, 17});  // 70,000 bytes
    EXPECT_EQ(InternetSum{}.add_pseudo_header(v6, v6, 17, 70'000).value(),
              InternetSum{}.add(pseudo_v6).value());
}

}  // namespace
}  // namespace cordon

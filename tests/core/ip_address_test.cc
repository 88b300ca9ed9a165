#include "sim/core/ip_address.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace cordon {
namespace {

IpAddress ip(std::string_view text) {
    const auto address = parse_ip_address(text);
    EXPECT_TRUE(address) << text;
    return address.value_or(IpAddress{});
}

Cidr block(std::string_view text) {
    const auto cidr = parse_cidr(text);
    EXPECT_TRUE(cidr) << text;
    return cidr.value_or(Cidr{});
}

struct Spelling {
    std::string_view read;
    std::string_view written;
};

class Spellings : public testing::TestWithParam<Spelling> {};

TEST_P(Spellings, AreWrittenInOneWay) {
    EXPECT_EQ(to_text(ip(GetParam().read)), GetParam().written);
    EXPECT_EQ(to_text(ip(GetParam().written)), GetParam().written);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc5952, Spellings,
    testing::Values(
        Spelling{"0.0.0.0", "0.0.0.0"}, Spelling{"255.255.255.255", "255.255.255.255"},
        Spelling{"31.13.86.51", "31.13.86.51"}, Spelling{"::", "::"}, Spelling{"::1", "::1"},
        Spelling{"1::", "1::"}, Spelling{"2001:db8::1", "2001:db8::1"},
        Spelling{"2001:0db8:0:0:0:0:0:0001", "2001:db8::1"},       // 4.1 leading zeros
        Spelling{"2001:db8:0:0:0:0:2:1", "2001:db8::2:1"},         // 4.2.1 as short as possible
        Spelling{"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},  // 4.2.2 not for one group
        Spelling{"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
        Spelling{"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},        // 4.2.3 the longest run
        Spelling{"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},  // 4.2.3 the first of equals
        Spelling{"2001:DB8::ABCD", "2001:db8::abcd"},           // 4.3 lower case
        Spelling{"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"}, Spelling{"0:0:1:2:3:4:5:6", "::1:2:3:4:5:6"},
        Spelling{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        Spelling{"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
        Spelling{"::ffff:10.1.2.3", "10.1.2.3"},  // one address, one spelling
        Spelling{"::fffe:10.1.2.3", "::fffe:a01:203"}));

TEST(ParseIpAddress, RefusesWhatIsNone) {
    for (const std::string_view text : {"",
                                        " ",
                                        "1.2.3",
                                        "1.2.3.4.5",
                                        "1.2.3.256",
                                        "01.2.3.4",
                                        "1.2.3.4 ",
                                        " 1.2.3.4",
                                        "1.2.3.-4",
                                        "1.2..4",
                                        "::1::",
                                        ":::",
                                        ":1",
                                        "1:2:3:4:5:6:7",
                                        "1:2:3:4:5:6:7:8:9",
                                        "12345::",
                                        "g::",
                                        "fe80::1%eth0",
                                        "[::1]",
                                        "::1.2.3",
                                        "1.2.3.4/32",
                                        "example.org",
                                        "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb"}) {
        EXPECT_FALSE(parse_ip_address(text)) << text;
    }
    EXPECT_FALSE(parse_ip_address(std::string_view("1.2.3.4\0", 8)));
    EXPECT_FALSE(parse_ip_address(std::string_view("1.2.3.4\0.5", 10)));
}

TEST(IpAddress, GivesItsBytesInNetworkOrder) {
    const auto bytes = ip("102:304:506:708:90a:b0c:d0e:f10").bytes();
    for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_EQ(bytes[i], i + 1);
    EXPECT_EQ(IpAddress::v6(bytes.data()), ip("102:304:506:708:90a:b0c:d0e:f10"));
}

TEST(IpAddress, OrdersAsItsNumbersDo) {
    std::vector<IpAddress> sorted = {ip("2001:db8::1"), ip("10.0.0.2"), ip("::1"),
                                     ip("9.255.255.255"), ip("10.0.0.1")};
    std::sort(sorted.begin(), sorted.end());
    const std::vector<IpAddress> expected = {ip("::1"), ip("9.255.255.255"), ip("10.0.0.1"),
                                             ip("10.0.0.2"), ip("2001:db8::1")};
    EXPECT_EQ(sorted, expected);
}

TEST(IpAddress, TellsTheTwoVersionsApart) {
    EXPECT_TRUE(ip("0.0.0.0").is_v4());
    EXPECT_TRUE(ip("255.255.255.255").is_v4());
    EXPECT_FALSE(ip("::").is_v4());
    EXPECT_FALSE(ip("::fffe:ffff:ffff").is_v4());
    EXPECT_FALSE(ip("::1:0:0:0").is_v4());
    EXPECT_FALSE(IpAddress{}.is_v4());
}

TEST(Cidr, HoldsItsFirstAndLastAddressAndNoneBeyond) {
    const Cidr v4 = block("31.13.86.0/24");
    EXPECT_EQ(v4.prefix, 120);
    EXPECT_EQ(v4.last(), ip("31.13.86.255"));
    EXPECT_FALSE(v4.contains(ip("31.13.85.255")));
    EXPECT_TRUE(v4.contains(ip("31.13.86.0")));
    EXPECT_TRUE(v4.contains(ip("31.13.86.255")));
    EXPECT_FALSE(v4.contains(ip("31.13.87.0")));
    const Cidr v6 = block("2a03:2880::/29");
    EXPECT_EQ(v6.last(), ip("2a03:2887:ffff:ffff:ffff:ffff:ffff:ffff"));
    EXPECT_TRUE(v6.contains(ip("2a03:2887:ffff:ffff:ffff:ffff:ffff:ffff")));
    EXPECT_FALSE(v6.contains(ip("2a03:2888::")));
}

TEST(Cidr, EndsWhereItsPrefixSaysForEveryLength) {
    for (unsigned prefix = 0; prefix <= 128; ++prefix) {
        const Cidr cidr{.first = IpAddress{}, .prefix = static_cast<std::uint8_t>(prefix)};
        const IpAddress last = cidr.last();
        for (unsigned bit = 0; bit < 128; ++bit) {
            const std::uint64_t word = bit < 64 ? last.high() : last.low();
            ASSERT_EQ((word >> (63 - bit % 64)) & 1U, bit >= prefix ? 1U : 0U)
                << prefix << ' ' << bit;
        }
    }
}

TEST(Cidr, WithoutAPrefixIsOneAddress) {
    EXPECT_EQ(to_text(block("31.13.86.51")), "31.13.86.51/32");
    EXPECT_EQ(to_text(block("2a03:2880::1")), "2a03:2880::1/128");
}

TEST(Cidr, OfAllIpv4HoldsNoIpv6) {
    const Cidr all = block("0.0.0.0/0");
    EXPECT_EQ(all.prefix, 96);
    EXPECT_TRUE(all.contains(ip("255.255.255.255")));
    EXPECT_FALSE(all.contains(ip("::1")));
    EXPECT_FALSE(all.contains(ip("::1:0:0:0")));
    EXPECT_TRUE(block("::/0").contains(ip("1.2.3.4"))) << "mapped into IPv6, as IpAddress says";
}

TEST(Cidr, IsWrittenAsItIsRead) {
    for (const std::string_view text : {"0.0.0.0/0", "10.0.0.0/8", "31.13.86.51/32", "::/0",
                                        "2a03:2880::/29", "2001:db8::1/128", "::/96"}) {
        EXPECT_EQ(to_text(block(text)), text);
    }
    EXPECT_EQ(to_text(block("::ffff:10.0.0.0/104")), "10.0.0.0/8");
}

TEST(ParseCidr, RefusesBitsBeyondThePrefix) {
    EXPECT_FALSE(parse_cidr("10.0.0.1/31"));
    EXPECT_TRUE(parse_cidr("10.0.0.1/32"));
    EXPECT_FALSE(parse_cidr("128.0.0.0/0"));
    EXPECT_TRUE(parse_cidr("128.0.0.0/1"));
    EXPECT_FALSE(parse_cidr("2a03:2881::/31"));
    EXPECT_FALSE(parse_cidr("8000::/0"));
    EXPECT_FALSE(parse_cidr("0:0:0:1::/63"));
    EXPECT_TRUE(parse_cidr("0:0:0:1::/64"));
    EXPECT_FALSE(parse_cidr("::8000:0:0:0/64"));
}

TEST(ParseCidr, RefusesWhatIsNone) {
    for (const std::string_view text :
         {"", "/", "10.0.0.0/", "10.0.0.0/33", "::/129", "::/-1", "::/+1", "10.0.0.0/08",
          "10.0.0.0/8/8", "10.0.0.0 /8", "10.0.0.0/ 8", "10.0.0.0/8x", "10.0.0.0/4294967304",
          "/8"}) {
        EXPECT_FALSE(parse_cidr(text)) << text;
    }
}

}  // namespace
}  // namespace cordon

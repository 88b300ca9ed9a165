#include "sim/craft/dns_answer.hh"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace cordon {
namespace {

using Octets = std::vector<std::uint8_t>;
using namespace std::string_view_literals;

Octets octets(std::string_view text) {
    const Bytes bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

constexpr std::string_view name = "\3mmG\10whatsapp\3net\0"sv;

/// id 0x1234, RD set, one question.
Octets query(std::string_view qname, std::uint16_t type) {
    Octets out = octets("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00"sv);
    for (const char c : qname) out.push_back(static_cast<std::uint8_t>(c));
    out.push_back(static_cast<std::uint8_t>(type >> 8U));
    out.push_back(static_cast<std::uint8_t>(type & 0xffU));
    out.push_back(0);
    out.push_back(1);
    return out;
}

const IpAddress first = *parse_ip_address("192.0.2.1"), second = *parse_ip_address("192.0.2.2"),
                sixth = *parse_ip_address("2001:db8::1");
const std::array all{first, sixth, second};

TEST(DnsAnswer, IsExactlyWhatAResolverWouldSay) {
    const Octets answer = *dns_answer(query(name, 1), {.addresses = {&first, 1}});
    EXPECT_EQ(answer, octets("\x12\x34\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00"
                             "\3mmG\10whatsapp\3net\0\x00\x01\x00\x01"
                             "\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\xc0\x00\x02\x01"sv));
}

TEST(DnsAnswer, GivesTheAddressesOfTheKindAskedForInTheirOrder) {
    const Octets a = *dns_answer(query(name, 1), {.addresses = all, .ttl_seconds = 0x01020304});
    EXPECT_EQ(a[7], 2U);
    ASSERT_EQ(a.size(), 12U + 22 + 2 * 16);
    EXPECT_EQ(Octets(a.begin() + 40, a.begin() + 44), octets("\1\2\3\4"sv));
    EXPECT_EQ(a[a.size() - 17], 1U);
    EXPECT_EQ(a.back(), 2U);
    const Octets aaaa = *dns_answer(query(name, 28), {.addresses = all});
    EXPECT_EQ(aaaa[7], 1U);
    EXPECT_EQ(aaaa.size(), 12U + 22 + 28);
    EXPECT_EQ(aaaa.back(), 1U);
}

TEST(DnsAnswer, ToAnotherQuestionHasNoRecords) {
    const Octets answer = *dns_answer(query(name, 65), {.addresses = all});
    EXPECT_EQ(answer.size(), 12U + 22);
    EXPECT_EQ(answer[3], 0x80U);
    EXPECT_EQ(answer[7], 0U);
}

TEST(DnsAnswer, WithoutAddressesSaysThatThereIsNoSuchName) {
    const Octets answer = *dns_answer(query(name, 1), {.addresses = {}});
    EXPECT_EQ(answer.size(), 12U + 22);
    EXPECT_EQ(answer[3], 0x83U);
}

TEST(DnsAnswer, LeavesOutWhatFollowsTheQuestion) {
    Octets with_edns = query(name, 1);
    with_edns[11] = 1;
    for (const std::uint8_t byte : octets("\0\0\x29\x10\0\0\0\0\0\0\0"sv)) {
        with_edns.push_back(byte);
    }
    const Octets answer = *dns_answer(with_edns, {.addresses = {&first, 1}});
    EXPECT_EQ(answer, *dns_answer(query(name, 1), {.addresses = {&first, 1}}));
}

TEST(DnsAnswer, IsGivenToPlainQueriesOnly) {
    const auto answered = [](std::size_t at, std::uint8_t value) {
        Octets changed = query(name, 1);
        changed[at] = value;
        return dns_answer(changed, {.addresses = all}).has_value();
    };
    EXPECT_TRUE(answered(2, 0x00));
    EXPECT_FALSE(answered(2, 0x81)) << "a response";
    EXPECT_FALSE(answered(2, 0x11)) << "a status request";
    EXPECT_FALSE(answered(5, 2)) << "two questions";
    EXPECT_FALSE(answered(5, 0)) << "no question";
    EXPECT_FALSE(answered(33, 3)) << "class CHAOS";
    EXPECT_FALSE(answered(12, 0xc0)) << "a compressed name";
}

TEST(DnsAnswer, IsNotGivenToAQueryCutAnywhere) {
    const Octets whole = query(name, 1);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(dns_answer(Bytes{whole}.first(size), {.addresses = all})) << size;
    }
}

TEST(DnsAnswer, IsGivenToTheLongestNameAndNotToALongerOne) {
    std::string longest;  // 3 labels of 63 and one of 61: 255 bytes with the root
    for (const int length : {63, 63, 63, 61}) {
        longest += static_cast<char>(length) + std::string(static_cast<std::size_t>(length), 'a');
    }
    const std::array<IpAddress, most_dns_addresses> many{sixth, sixth, sixth, sixth,
                                                         sixth, sixth, sixth, sixth};
    const auto answer = dns_answer(query(longest + '\0', 28), {.addresses = many});
    ASSERT_TRUE(answer);
    EXPECT_LE(answer->size(), 512U);
    std::string longer = longest.substr(0, 192) + static_cast<char>(62) + std::string(62, 'a');
    EXPECT_FALSE(dns_answer(query(longer + '\0', 28), {.addresses = many}));
}

}  // namespace
}  // namespace cordon

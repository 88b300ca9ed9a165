#include "sim/craft/dns_head.hh"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cordon::test {
namespace {

using namespace std::string_view_literals;

/// id 0x1234, RD set, one question of type AAAA and class IN, two answers.
std::string message(std::string_view name, std::string_view behind = "\0\x1c\0\1"sv) {
    return std::string("\x12\x34\x01\0\0\1\0\2\0\0\0\0"sv).append(name).append(behind);
}

std::optional<DnsHead> head_of(std::string_view message) {
    ByteReader in(as_bytes(message));
    return read_dns_head(in);
}

TEST(DnsHead, IsTheHeaderAndTheQuestionAsSent) {
    const std::string whole = message("\3mmG\3net\0"sv) + "answers";
    ByteReader in(as_bytes(whole));
    const auto head = read_dns_head(in);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->id, 0x1234);
    EXPECT_EQ(head->flags, dns_flag::recursion_desired);
    EXPECT_EQ(head->answers, 2);
    EXPECT_EQ(head->type, static_cast<std::uint16_t>(DnsRecord::aaaa));
    EXPECT_EQ(as_text(head->name), "\3mmG\3net\0"sv);
    EXPECT_EQ(as_text(head->question), "\3mmG\3net\0\0\x1c\0\1"sv);
    EXPECT_EQ(as_text(in.rest()), "answers");
}

TEST(DnsHead, IsNotReadFromAnyProperPrefix) {
    const std::string whole = message("\3mmG\3net\0"sv);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_FALSE(head_of(std::string_view(whole).substr(0, size))) << size;
    }
}

TEST(DnsHead, HasOneQuestionOfTheInternet) {
    std::string two = message("\1a\0"sv), none = two;
    two[5] = 2;
    none[5] = 0;
    EXPECT_TRUE(head_of(message("\1a\0"sv)));
    EXPECT_FALSE(head_of(two));
    EXPECT_FALSE(head_of(none));
    EXPECT_FALSE(head_of(message("\1a\0"sv, "\0\x1c\0\3"sv))) << "class CHAOS";
}

TEST(DnsHead, MayAskForTheRoot) {
    const std::string root = message("\0"sv);
    const auto head = head_of(root);
    ASSERT_TRUE(head);
    EXPECT_EQ(as_text(head->name), "\0"sv);
}

TEST(DnsHead, HasANameThatIsNeitherCompressedNorTooLong) {
    const std::string label = '\x3f' + std::string(63, 'a');
    const std::string three = label + label + label;
    const auto is_read_with_last = [&](char length) {
        const std::string last = length + std::string(static_cast<std::size_t>(length), 'a');
        return head_of(message(three + last + '\0')).has_value();
    };
    EXPECT_TRUE(is_read_with_last(61));  // 255 bytes with the root
    EXPECT_FALSE(is_read_with_last(62));
    EXPECT_FALSE(head_of(message('\x40' + std::string(64, 'a') + '\0')));
    EXPECT_FALSE(head_of(message("\xc0\x0c"sv)));
    EXPECT_FALSE(head_of(message("\1a\xc0\x0c"sv)));
}

}  // namespace
}  // namespace cordon::test

#include "sim/craft/content.hh"

#include <gtest/gtest.h>

namespace cordon::test {
namespace {

std::vector<std::uint8_t> all_of(const Content& content) {
    std::vector<std::uint8_t> bytes(content.size());
    content.copy(0, bytes);
    return bytes;
}

/// Any part of a content is that part of the whole.
void expect_parts_agree(const Content& content) {
    const auto whole = all_of(content);
    for (std::uint64_t offset = 0; offset <= whole.size(); offset += 37) {
        for (const std::uint64_t count : {0U, 1U, 7U, 8U, 100U, 9000U}) {
            if (offset + count > whole.size()) continue;
            std::vector<std::uint8_t> part(count);
            content.copy(offset, part);
            ASSERT_TRUE(std::equal(part.begin(), part.end(),
                                   whole.begin() + static_cast<std::ptrdiff_t>(offset)))
                << count << " bytes at " << offset;
        }
    }
}

TEST(Content, LiteralIsTheBytesGiven) {
    const Content content = Content::literal("abc");
    EXPECT_TRUE(content.is_literal());
    EXPECT_EQ(all_of(content), (std::vector<std::uint8_t>{'a', 'b', 'c'}));
}

TEST(Content, AnyPartOfNoiseIsThatPartOfTheWhole) {
    expect_parts_agree(Content::noise(1'003, 5));
    EXPECT_NE(all_of(Content::noise(64, 5)), all_of(Content::noise(64, 6)));
}

TEST(Content, AnyPartOfTlsDataIsThatPartOfTheWhole) {
    expect_parts_agree(Content::tls_data(20'000, 1, 9));
}

TEST(Content, TlsDataIsRecordsOneBehindTheOther) {
    const auto bytes = all_of(Content::tls_data(8'192 + 100, 7, 9));
    ASSERT_EQ(bytes.size(), 8'221 + 129U);
    EXPECT_EQ((std::vector<std::uint8_t>(bytes.begin(), bytes.begin() + 13)),
              (std::vector<std::uint8_t>{23, 3, 3, 0x20, 0x18, 0, 0, 0, 0, 0, 0, 0, 7}));
    EXPECT_EQ((std::vector<std::uint8_t>(bytes.begin() + 8'221, bytes.begin() + 8'221 + 13)),
              (std::vector<std::uint8_t>{23, 3, 3, 0, 124, 0, 0, 0, 0, 0, 0, 0, 8}));
}

TEST(Content, NothingUnderTlsIsNoRecord) {
    EXPECT_EQ(Content::tls_data(0, 0, 1).size(), 0U);
    EXPECT_EQ(Content::tls_records(8'192), 1U);
    EXPECT_EQ(Content::tls_records(8'193), 2U);
}

}  // namespace
}  // namespace cordon::test

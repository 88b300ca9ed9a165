#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/classify/facts.hh"

namespace cordon::testing {
namespace {

std::string numbered(std::size_t number) {
    return "n" + std::to_string(number) + ".example";
}

Names with(std::size_t count) {
    Names names;
    for (std::size_t i = 0; i < count; ++i) EXPECT_TRUE(names.add(numbered(i))) << i;
    return names;
}

/// Names of 254 bytes: as many as the limit fill the bytes.
std::string long_name(std::size_t number) {
    std::string name = numbered(number);
    name.resize(Names::limit_bytes / Names::limit - Names::length_bytes, 'x');
    return name;
}

TEST(Names, KeepsThemInOrderOfSightHoweverMany) {
    for (const std::size_t count : {1U, 31U, 32U, 33U, 34U, 500U, 1024U}) {
        const Names names = with(count);
        std::size_t next = 0;
        for (const std::string_view name : names.all()) EXPECT_EQ(name, numbered(next++));
        EXPECT_EQ(next, count);
        EXPECT_EQ(names.size(), count);
    }
}

TEST(Names, KnowsEachThatStands) {
    for (const std::size_t count : {1U, 31U, 32U, 33U, 34U, 500U, 1024U}) {
        Names names = with(count);
        for (std::size_t i = 0; i < count; ++i) EXPECT_FALSE(names.add(numbered(i))) << i;
        EXPECT_EQ(names.size(), count);
        EXPECT_EQ(names.left_out(), 0U);
    }
}

TEST(Names, OnlyCountsThoseBeyondTheLimit) {
    Names names = with(Names::limit - 1);
    EXPECT_TRUE(names.add(numbered(Names::limit - 1)));
    EXPECT_EQ(names.left_out(), 0U);
    EXPECT_FALSE(names.add(numbered(Names::limit)));
    EXPECT_FALSE(names.add(numbered(Names::limit)));
    EXPECT_EQ(names.left_out(), 2U);
    EXPECT_EQ(names.size(), Names::limit);
}

TEST(Names, OnlyCountsThoseBeyondTheLimitOfBytes) {
    for (const std::size_t more : {0U, 1U, 2U}) {
        Names names;
        for (std::size_t i = 0; i + 1 < Names::limit; ++i) EXPECT_TRUE(names.add(long_name(i)));
        std::string last = long_name(Names::limit - 1);
        last.resize(last.size() - 1 + more, 'x');
        EXPECT_EQ(names.add(last), more < 2) << more;
        EXPECT_EQ(names.left_out(), more < 2 ? 0U : 1U);
        EXPECT_EQ(names.end_mark(), Names::limit_bytes - (more < 2 ? 1 - more : 256));
    }
}

TEST(Names, KeepsAShortOneWhereALongOneHasNoRoom) {
    Names names;
    const std::string path(60'000, 'p');
    for (const char first : {'a', 'b', 'c', 'd'}) EXPECT_TRUE(names.add(first + path));
    EXPECT_FALSE(names.add('e' + path));
    EXPECT_TRUE(names.add("e"));
    EXPECT_EQ(names.size(), 5U);
    EXPECT_EQ(names.left_out(), 1U);
}

TEST(Names, TellsThoseBehindAMarkAlsoWhenTheTextMoves) {
    Names names = with(32);
    const std::uint32_t mark = names.end_mark();
    EXPECT_TRUE(names.add("later"));
    EXPECT_EQ(*names.behind(mark).begin(), "later");
}

}  // namespace
}  // namespace cordon::testing

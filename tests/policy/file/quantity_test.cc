#include "sim/policy/file/quantity.hh"

#include <gtest/gtest.h>

#include <limits>

namespace cordon {
namespace {

std::int64_t value(std::string_view text, Quantity quantity) {
    const auto parsed = parse_quantity(text, quantity);
    EXPECT_TRUE(parsed) << parsed.error();
    return parsed.value_or(-1);
}
std::string error(std::string_view text, Quantity quantity) {
    const auto parsed = parse_quantity(text, quantity);
    EXPECT_FALSE(parsed) << *parsed;
    return parsed ? "" : parsed.error();
}

TEST(Quantity, KnowsEveryUnitWithAndWithoutASpace) {
    EXPECT_EQ(value("8B", Quantity::size), 8);
    EXPECT_EQ(value("8 kB", Quantity::size), 8000);
    EXPECT_EQ(value("8 KiB", Quantity::size), 8192);
    EXPECT_EQ(value("8 MB", Quantity::size), 8'000'000);
    EXPECT_EQ(value("8MiB", Quantity::size), 8'388'608);
    EXPECT_EQ(value("3 bit/s", Quantity::rate), 3);
    EXPECT_EQ(value("64 kbit/s", Quantity::rate), 64'000);
    EXPECT_EQ(value("1.5 Mbit/s", Quantity::rate), 1'500'000);
    EXPECT_EQ(value("7 ns", Quantity::duration), 7);
    EXPECT_EQ(value("7 us", Quantity::duration), 7'000);
    EXPECT_EQ(value("7ms", Quantity::duration), 7'000'000);
    EXPECT_EQ(value("2.5 s", Quantity::duration), 2'500'000'000);
    EXPECT_EQ(value("2 min", Quantity::duration), 120'000'000'000);
    EXPECT_EQ(value("1 h", Quantity::duration), 3'600'000'000'000);
    EXPECT_EQ(value("1 d", Quantity::duration), 86'400'000'000'000);
    EXPECT_EQ(value("26.3%", Quantity::share), 263'000);
}

TEST(Quantity, FinerThanTheBaseUnitIsAnError) {
    EXPECT_EQ(value("0.0001%", Quantity::share), 1);
    EXPECT_EQ(error("0.00001%", Quantity::share),
              "'0.00001%' is finer than cordon counts: a share such as 60% is kept in whole parts");
    EXPECT_EQ(value("0.5 KiB", Quantity::size), 512);
    EXPECT_FALSE(error("0.5 B", Quantity::size).empty());
    EXPECT_EQ(value("3.4", Quantity::decimal), 3400);
    EXPECT_FALSE(error("3.4001", Quantity::decimal).empty());
}

TEST(Quantity, IsHeldToWhatAnIntegerHolds) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(value("9223372036854775807", Quantity::count), most);
    EXPECT_EQ(error("9223372036854775808", Quantity::count), "'9223372036854775808' is too large");
    EXPECT_EQ(value("0x7fffffffffffffff", Quantity::count), most);
    EXPECT_EQ(error("0x8000000000000000", Quantity::count), "'0x8000000000000000' is too large");
    EXPECT_EQ(error("99999999999999999999999", Quantity::count),
              "'99999999999999999999999' is too large, or has too many digits");
    EXPECT_EQ(value("36525 d", Quantity::duration), longest_duration.count());
    EXPECT_EQ(error("36526 d", Quantity::duration), "'36526 d' is too large");
}

TEST(Quantity, WhatIsNoNumberSaysWhatWouldBe) {
    EXPECT_EQ(error("", Quantity::size), "'' is not a size such as 8 KiB");
    EXPECT_EQ(error("-5", Quantity::count), "'-5' is not a number such as 443");
    EXPECT_EQ(error("5 s", Quantity::count), "'5 s' is not a plain number: it takes no unit");
    EXPECT_EQ(error("5.", Quantity::count), "'5.' is not a plain number: it takes no unit");
    EXPECT_EQ(error("0x12g", Quantity::count), "'0x12g' is not a number");
    EXPECT_EQ(error("60", Quantity::share), "'60' needs a unit: %");
    EXPECT_EQ(error("5 mins", Quantity::duration),
              "'5 mins' has an unknown unit 'mins'; it may be ns, us, ms, s, min, h or d; did you "
              "mean 'min'?");
}

}  // namespace
}  // namespace cordon

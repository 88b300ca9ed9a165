#include "sim/core/hex.hh"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace cordon {
namespace {

TEST(Hex, WritesAllDigitsOfAnInteger) {
    EXPECT_EQ(to_hex(std::uint8_t{0x0a}), "0a");
    EXPECT_EQ(to_hex(std::uint16_t{0x0304}), "0304");
    EXPECT_EQ(to_hex(std::uint32_t{0}), "00000000");
    EXPECT_EQ(to_hex(std::uint64_t{0x0123456789abcdef}), "0123456789abcdef");
    EXPECT_EQ(to_hex(std::numeric_limits<std::uint64_t>::max()), "ffffffffffffffff");
}

TEST(Hex, WritesBytesInTheirOrder) {
    constexpr std::array<std::uint8_t, 3> bytes{0x00, 0x9f, 0xf0};
    EXPECT_EQ(to_hex(Bytes(bytes)), "009ff0");
    EXPECT_EQ(to_hex(Bytes()), "");
}

TEST(Hex, ReadsTheDigitsItWritesAndCapitals) {
    for (unsigned value = 0; value < 16; ++value) {
        EXPECT_EQ(hex_value(hex_digit(value)), value);
        if (value >= 10) {
            EXPECT_EQ(hex_value(static_cast<char>('A' + value - 10)), value);
        }
    }
    EXPECT_EQ(hex_digit(0x1f), 'f');
}

TEST(Hex, TakesNothingElseForADigit) {
    std::size_t digits = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (hex_value(static_cast<char>(byte))) ++digits;
    }
    EXPECT_EQ(digits, 10U + 6U + 6U);
    for (const char neighbour : {'/', ':', '@', 'G', '`', 'g', '\0'}) {
        EXPECT_EQ(hex_value(neighbour), std::nullopt) << neighbour;
    }
}

}  // namespace
}  // namespace cordon

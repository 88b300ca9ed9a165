#include "sim/core/bytes.hh"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "sim/core/byte_writer.hh"

namespace cordon {
namespace {

constexpr std::array<std::uint8_t, 8> counting = {1, 2, 3, 4, 5, 6, 7, 8};

TEST(LoadBigEndian, ReadsTheMostSignificantByteFirst) {
    EXPECT_EQ(load_big_endian<std::uint8_t>(counting.data()), 0x01U);
    EXPECT_EQ(load_big_endian<std::uint16_t>(counting.data()), 0x0102U);
    EXPECT_EQ(load_big_endian<std::uint32_t>(counting.data()), 0x01020304U);
    EXPECT_EQ(load_big_endian<std::uint64_t>(counting.data()), 0x0102030405060708U);
}

TEST(LoadBigEndian, KeepsTheHighestBit) {
    constexpr std::array<std::uint8_t, 8> high = {0x80, 0, 0, 0, 0xff, 0, 0, 0x01};
    EXPECT_EQ(load_big_endian<std::uint16_t>(high.data()), 0x8000U);
    EXPECT_EQ(load_big_endian<std::uint32_t>(high.data()), 0x80000000U);
    EXPECT_EQ(load_big_endian<std::uint64_t>(high.data()), 0x80000000ff000001U);
}

TEST(LoadBigEndian, IsKnownAtCompileTime) {
    static_assert(load_big_endian<std::uint64_t>(counting.data()) == 0x0102030405060708U);
}

TEST(ByteReader, ReadsFieldsStraightDown) {
    ByteReader reader{counting};
    EXPECT_EQ(reader.read<std::uint8_t>(), 0x01U);
    EXPECT_EQ(reader.read_u24(), 0x020304U);
    EXPECT_EQ(reader.offset(), 4U);
    EXPECT_EQ(reader.read<std::uint32_t>(), 0x05060708U);
    EXPECT_EQ(reader.left(), 0U);
    EXPECT_FALSE(reader.ran_short());
}

TEST(ByteReader, TakesExactlyWhatIsLeft) {
    ByteReader reader{counting};
    EXPECT_EQ(reader.take(8).size(), 8U);
    EXPECT_FALSE(reader.ran_short());
}

TEST(ByteReader, RunsShortOneBytePastTheEnd) {
    ByteReader reader{counting};
    EXPECT_TRUE(reader.take(9).empty());
    EXPECT_TRUE(reader.ran_short());
    EXPECT_EQ(reader.offset(), 8U);
}

TEST(ByteReader, StaysShortAndGivesZeros) {
    ByteReader reader{Bytes{counting}.first(3)};
    EXPECT_EQ(reader.read<std::uint32_t>(), 0U);
    EXPECT_EQ(reader.read<std::uint8_t>(), 0U) << "the three bytes must not come back";
    EXPECT_TRUE(reader.take(0).empty());
    EXPECT_TRUE(reader.ran_short());
}

TEST(ByteReader, HasNothingToSayOfNoBytes) {
    ByteReader reader{{}};
    EXPECT_EQ(reader.left(), 0U);
    EXPECT_FALSE(reader.ran_short());
    EXPECT_EQ(reader.read<std::uint8_t>(), 0U);
    EXPECT_TRUE(reader.ran_short());
}

TEST(ByteWriter, WritesWhatAReaderReads) {
    std::vector<std::uint8_t> out;
    ByteWriter{out}
        .write(std::uint8_t{0xfe})
        .write(std::uint16_t{0x1234})
        .write_u24(0xabcdef)
        .write(std::uint32_t{0xdeadbeef})
        .write(std::uint64_t{0x0123456789abcdef})
        .append(counting)
        .fill(2, 0x55);
    ByteReader reader{out};
    EXPECT_EQ(reader.read<std::uint8_t>(), 0xfeU);
    EXPECT_EQ(reader.read<std::uint16_t>(), 0x1234U);
    EXPECT_EQ(reader.read_u24(), 0xabcdefU);
    EXPECT_EQ(reader.read<std::uint32_t>(), 0xdeadbeefU);
    EXPECT_EQ(reader.read<std::uint64_t>(), 0x0123456789abcdefU);
    EXPECT_EQ(reader.take(8).back(), 8U);
    EXPECT_EQ(reader.read<std::uint16_t>(), 0x5555U);
    EXPECT_EQ(reader.left(), 0U);
    EXPECT_FALSE(reader.ran_short());
}

}  // namespace
}  // namespace cordon

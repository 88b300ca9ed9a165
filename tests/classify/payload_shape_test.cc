#include "sim/classify/payload_shape.hh"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

TEST(PayloadShape, CountsSetBitsAsTheRulesOf2021Do) {
    // EVIDENCE: the openings of 2017 and 2022 have 2.0 and 1.5 set bits a byte.
    EXPECT_EQ(shape_of(hex("57 41 02 00"), 4).popcount_thousandths, 2000U);
    EXPECT_EQ(shape_of(hex("45 44 00 01"), 4).popcount_thousandths, 1500U);
    EXPECT_EQ(shape_of(hex("ff"), 1).popcount_thousandths, 8000U);
}

TEST(PayloadShape, CountsPrintableBytes) {
    EXPECT_EQ(shape_of(hex("1f 20 7e 7f"), 4).printable_millionths, 500'000U);
    EXPECT_EQ(shape_of(bytes_of("GET / HTTP/1.1"), 14).printable_millionths, 1'000'000U);
}

TEST(PayloadShape, MeasuresEntropy) {
    EXPECT_EQ(shape_of(hex("41 41 41 41"), 4).entropy_millibits, 0U);
    EXPECT_EQ(shape_of(hex("41 42 41 42"), 4).entropy_millibits, 1000U);
    std::vector<std::uint8_t> every(256);
    for (unsigned i = 0; i < 256; ++i) every[i] = static_cast<std::uint8_t>(i);
    EXPECT_EQ(shape_of(every, 256).entropy_millibits, 8000U);
    EXPECT_EQ(shape_of(hex("41 41 42"), 3).entropy_millibits, 918U);  // 0.9183 bits
}

TEST(PayloadShape, IsEmptyForNoBytesAndStatesTheLengthOnTheWire) {
    EXPECT_EQ(shape_of({}, 0).entropy_millibits, 0U);
    EXPECT_EQ(shape_of(hex("41 42"), 1000).length, 1000U);
}

TEST(PayloadShape, KeepsTheFirstBytesUpToTheLimit) {
    const std::vector<std::uint8_t> segment(payload_first_limit + 1, 'x');
    EXPECT_EQ(shape_of(Bytes{segment}.first(payload_first_limit), 1).first.size(),
              payload_first_limit);
    EXPECT_EQ(shape_of(segment, 1).first.size(), payload_first_limit);
}

TEST(FixedLogarithm, IsWithinItsLastBit) {
    for (const std::uint32_t value : {1U, 2U, 3U, 7U, 511U, 512U, 1000U, 65'535U, 4'000'000'000U}) {
        const double exact = std::log2(static_cast<double>(value)) * 65'536;
        EXPECT_NEAR(log2_fixed(value), exact, 2.0) << value;
        EXPECT_LE(log2_fixed(value), exact + 1e-6) << value;
    }
}

}  // namespace
}  // namespace cordon::testing

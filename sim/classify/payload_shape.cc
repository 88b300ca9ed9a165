#include "sim/classify/payload_shape.hh"

#include <algorithm>
#include <array>
#include <bit>

namespace cordon {
namespace {

constexpr unsigned fraction_bits = 16;

/// Bit by bit: squaring the mantissa doubles the logarithm.
constexpr std::uint32_t compute_log2(std::uint32_t value) {
    const unsigned whole = std::bit_width(value) - 1U;
    std::uint64_t mantissa = (std::uint64_t{value} << 31U) >> whole;  // 1.0 is 2^31
    std::uint32_t result = whole;
    for (unsigned i = 0; i < fraction_bits; ++i) {
        mantissa = (mantissa * mantissa) >> 31U;
        const bool bit = mantissa >= (std::uint64_t{1} << 32U);
        if (bit) mantissa >>= 1U;
        result = (result << 1U) | (bit ? 1U : 0U);
    }
    return result;
}

/// Counts of a byte within one ordinary segment.
constexpr auto small_logs = [] {
    std::array<std::uint32_t, 512> table{};
    for (std::uint32_t i = 1; i < table.size(); ++i) table[i] = compute_log2(i);
    return table;
}();

using Histogram = std::array<std::uint32_t, 256>;

/// H = log2 n - (sum of c log2 c) / n.
std::uint32_t entropy_millibits(const Histogram& counts, std::uint64_t size) {
    std::uint64_t weighted = 0;
    for (const std::uint32_t count : counts) {
        if (count > 1) weighted += std::uint64_t{count} * log2_fixed(count);
    }
    const std::uint64_t total = size * log2_fixed(static_cast<std::uint32_t>(size));
    if (total <= weighted) return 0;
    const std::uint64_t unit = size << fraction_bits;
    return static_cast<std::uint32_t>(((total - weighted) * 1000 + unit / 2) / unit);
}

}  // namespace

std::uint32_t log2_fixed(std::uint32_t value) {
    return value < small_logs.size() ? small_logs[value] : compute_log2(value);
}

PayloadFacts shape_of(Bytes segment, std::uint32_t stated_length) {
    constexpr std::size_t longest_segment = 0xffff;
    segment = segment.first(std::min(segment.size(), longest_segment));
    PayloadFacts facts;
    facts.length = stated_length;
    if (segment.empty()) return facts;
    Histogram counts{};
    for (const std::uint8_t byte : segment) ++counts[byte];
    std::uint64_t set_bits = 0;
    std::uint64_t printable = 0;
    for (unsigned byte = 0; byte < counts.size(); ++byte) {
        set_bits += std::uint64_t{counts[byte]} * static_cast<unsigned>(std::popcount(byte));
        if (byte >= 0x20 && byte <= 0x7e) printable += counts[byte];
    }
    const std::uint64_t size = segment.size();
    facts.popcount_thousandths = static_cast<std::uint32_t>((set_bits * 1000 + size / 2) / size);
    facts.printable_millionths = static_cast<std::uint32_t>(printable * 1'000'000 / size);
    facts.entropy_millibits = entropy_millibits(counts, size);
    facts.first = as_text(segment.first(std::min(segment.size(), payload_first_limit)));
    return facts;
}

}  // namespace cordon

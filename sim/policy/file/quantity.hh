#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sim/core/time.hh"

namespace cordon {

/// The kinds of numbers of the language, each kept in whole parts of its base unit.
enum class Quantity : std::uint8_t {
    count,     // no unit; also 0x12
    size,      // bytes: B kB KiB MB MiB, or none
    duration,  // nanoseconds: ns us ms s min h d
    rate,      // bits a second: bit/s kbit/s Mbit/s
    decimal,   // thousandths, no unit: 3.4 is 3400
    share,     // millionths: %
};

/// The longest time that a policy may state. Sums and doubles of two still fit an integer.
inline constexpr Duration longest_duration = std::chrono::hours{24} * 36525;  // 100 years

/// Reads a number with its unit, a space between them or not: `8 KiB`, `2.5s`, `60%`. The error is
/// a sentence that says what would fit: no number, an unknown or missing unit, not a whole number
/// of the base unit, too large.
[[nodiscard]] tl::expected<std::int64_t, std::string> parse_quantity(std::string_view text,
                                                                     Quantity quantity);

/// What a quantity looks like, for messages: "a size such as 8 KiB".
[[nodiscard]] std::string_view example_of(Quantity quantity);

}  // namespace cordon

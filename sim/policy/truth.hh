#pragma once

#include <algorithm>
#include <cstdint>

namespace cordon {

/// Three-valued truth (Kleene): what a condition is while some facts may still come. Ordered, so
/// that `and` is the minimum and `or` the maximum.
enum class Truth : std::uint8_t { no, unknown, yes };

[[nodiscard]] constexpr Truth truth_of(bool value) {
    return value ? Truth::yes : Truth::no;
}
[[nodiscard]] constexpr Truth negated(Truth truth) {
    return static_cast<Truth>(2 - static_cast<int>(truth));
}

}  // namespace cordon

#pragma once

#include <array>
#include <cstddef>

namespace cordon {

/// Places differ: each draws its strength from one common spread of five equally likely levels.
inline constexpr std::size_t spread_levels = 5;

/// How far a dial of strength is turned at each level, where the country's is turned to `turn` and
/// the dial of unevenness to `uneven` (0: all places alike). A try that meets the wall with the
/// chance `turn` meets it k times over, or a fraction of once: 1 - (1 - turn)^k, k = exp(2 uneven
/// z) at the middles z of five equal parts of a normal distribution (-1.28, -0.52, 0, 0.52, 1.28).
/// Off (0) and complete (1) are so everywhere. The form is a choice; the figures are printed beside
/// results.
[[nodiscard]] std::array<double, spread_levels> spread_out(double turn, double uneven);

}  // namespace cordon

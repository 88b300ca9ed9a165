#pragma once

namespace cordon {

// Logarithm and power of two from additions, multiplications and divisions alone, which every
// machine rounds alike; those of the C library differ between machines in the last bit.

/// log2 of a finite number above zero, to within 1e-14 of itself or absolutely.
[[nodiscard]] double exact_log2(double value);

/// 2 to the power; zero below -1000. Requires: exponent at most 1000.
[[nodiscard]] double exact_exp2(double exponent);

}  // namespace cordon

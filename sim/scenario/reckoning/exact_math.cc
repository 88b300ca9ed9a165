#include "sim/scenario/reckoning/exact_math.hh"

#include <cmath>

namespace cordon {
namespace {

constexpr double ln_2 = 0.6931471805599453;
constexpr double root_half = 0.7071067811865476;

}  // namespace

double exact_log2(double value) {
    int exponent = 0;
    double mantissa = std::frexp(value, &exponent);  // exact; in [1/2, 1)
    if (mantissa < root_half) {
        mantissa *= 2;
        --exponent;
    }
    // ln m = 2 artanh((m - 1) / (m + 1)); the argument is below 0.172, so that 12 terms do.
    const double z = (mantissa - 1) / (mantissa + 1);
    const double square = z * z;
    double sum = 0;
    for (int k = 25; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
    return exponent + 2 * z * sum / ln_2;
}

double exact_exp2(double exponent) {
    if (exponent < -1000) return 0;
    const double whole = std::floor(exponent + 0.5);
    const double x = (exponent - whole) * ln_2;  // at most 0.347 either way
    double sum = 1;
    for (int k = 16; k >= 1; --k) sum = 1 + sum * x / k;
    return std::ldexp(sum, static_cast<int>(whole));
}

}  // namespace cordon

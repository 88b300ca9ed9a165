#pragma once

#include <cmath>

#include "sim/scenario/reckoning/exact_math.hh"

namespace cordon {

/// A number above zero, or zero, of any smallness: mantissa times 2 to the exponent. For products
/// of many chances and sums of such products. Exact scaling: rounds as doubles do.
class Scaled {
public:
    Scaled() = default;
    explicit Scaled(double value) : mantissa_(value) { settle(); }

    void multiply(double factor) {
        mantissa_ *= factor;
        settle();
    }
    void add(const Scaled& other) {
        if (other.mantissa_ == 0) return;
        if (mantissa_ == 0) {
            *this = other;
            return;
        }
        if (other.exponent_ > exponent_) {
            mantissa_ = std::ldexp(mantissa_, exponent_ - other.exponent_) + other.mantissa_;
            exponent_ = other.exponent_;
        } else {
            mantissa_ += std::ldexp(other.mantissa_, other.exponent_ - exponent_);
        }
        settle();
    }
    [[nodiscard]] bool is_zero() const { return mantissa_ == 0; }
    /// log2. Requires: not zero.
    [[nodiscard]] double bits() const { return exact_log2(mantissa_) + exponent_; }
    /// This divided by another. Requires: the other is not zero; the quotient fits a double.
    [[nodiscard]] double over(const Scaled& other) const {
        return std::ldexp(mantissa_ / other.mantissa_, exponent_ - other.exponent_);
    }

private:
    void settle() {
        int shift = 0;
        mantissa_ = std::frexp(mantissa_, &shift);
        exponent_ = mantissa_ == 0 ? 0 : exponent_ + shift;
    }

    double mantissa_ = 0;
    int exponent_ = 0;
};

}  // namespace cordon

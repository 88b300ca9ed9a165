#include "sim/scenario/reckoning/spread.hh"

#include "sim/scenario/reckoning/exact_math.hh"

namespace cordon {
namespace {

constexpr std::array<double, spread_levels> middles{-1.28, -0.52, 0, 0.52, 1.28};
constexpr double log2_of_e = 1.4426950408889634;

}  // namespace

std::array<double, spread_levels> spread_out(double turn, double uneven) {
    std::array<double, spread_levels> turns{};
    const bool alike = turn <= 0 || turn >= 1 || uneven <= 0;
    for (std::size_t level = 0; level < spread_levels; ++level) {
        turns[level] = turn;
        if (alike) continue;
        const double times = exact_exp2(2 * uneven * middles[level] * log2_of_e);
        turns[level] = 1 - exact_exp2(times * exact_log2(1 - turn));
    }
    return turns;
}

}  // namespace cordon

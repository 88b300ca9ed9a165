#include "sim/policy/law.hh"

#include <algorithm>
#include <cassert>
#include <limits>
#include <variant>

#include "sim/core/overload.hh"

namespace cordon {
namespace {

__extension__ using Wide = unsigned __int128;

/// The greatest whole number whose square is at most `value`. Requires: value < 2^126.
std::uint64_t square_root(Wide value) {
    std::uint64_t root = 0;
    for (unsigned bit = 63; bit-- > 0;) {
        const std::uint64_t next = root | (std::uint64_t{1} << bit);
        if (Wide{next} * next <= value) root = next;
    }
    return root;
}

Duration draw_uniform(const UniformLaw& law, const KeyedRandom& random) {
    const auto by = static_cast<std::uint64_t>(law.by.count());
    const auto jitter = static_cast<std::uint64_t>(law.jitter.count());
    const std::uint64_t up = by + random.below(2 * jitter + 1);
    const std::uint64_t drawn = up < jitter ? 0 : up - jitter;
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    return Duration{static_cast<std::int64_t>(std::min(drawn, most))};
}

Duration draw_quantile(const QuantileLaw& law, const KeyedRandom& random) {
    if (law.points.empty()) return Duration{0};
    const std::uint64_t share = random.below(1'000'000);
    const auto above = std::find_if(law.points.begin(), law.points.end(),
                                    [&](const auto& point) { return point.first > share; });
    if (above == law.points.begin()) return above->second;
    if (above == law.points.end()) return law.points.back().second;
    const auto below = std::prev(above);
    const std::uint64_t along = share - below->first;
    const std::uint64_t fraction = (along << 32U) / (above->first - below->first);
    return between_in_log_time(below->second, above->second, static_cast<std::uint32_t>(fraction));
}

}  // namespace

Duration between_in_log_time(Duration from, Duration to, std::uint32_t fraction) {
    assert(from.count() > 0 && from <= to);
    // Halving by geometric means, one bit of the fraction a step. 24 steps leave the place known
    // to a sixteen-millionth of the way.
    auto low = static_cast<std::uint64_t>(from.count());
    auto high = static_cast<std::uint64_t>(to.count());
    for (unsigned bit = 32; bit-- > 8;) {
        const std::uint64_t middle = square_root(Wide{low} * high);
        const bool upper = ((fraction >> bit) & 1U) != 0;
        (upper ? low : high) = middle;
    }
    return Duration{static_cast<std::int64_t>(low)};
}

Duration draw(const Law& law, const KeyedRandom& random) {
    return std::visit(
        Overload{[&](const UniformLaw& uniform) { return draw_uniform(uniform, random); },
                 [&](const QuantileLaw& quantile) { return draw_quantile(quantile, random); }},
        law);
}

Duration longest(const Law& law) {
    return std::visit(Overload{[](const UniformLaw& uniform) {
                                   const bool fits = uniform.by <= Duration::max() - uniform.jitter;
                                   return fits ? uniform.by + uniform.jitter : Duration::max();
                               },
                               [](const QuantileLaw& quantile) {
                                   return quantile.points.empty() ? Duration{0}
                                                                  : quantile.points.back().second;
                               }},
                      law);
}

}  // namespace cordon

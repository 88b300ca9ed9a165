#include "sim/scenario/try_count.hh"

#include <cmath>

namespace cordon {

void TryCount::add(const Outcome& outcome, std::uint32_t percent) {
    ++tries;
    successes += outcome.succeeded(percent) ? 1U : 0U;
    at_half += outcome.succeeded(percent / 2) ? 1U : 0U;
    at_double += outcome.succeeded(percent * 2) ? 1U : 0U;
}

void TryCount::add(const TryCount& other) {
    tries += other.tries;
    successes += other.successes;
    at_half += other.at_half;
    at_double += other.at_double;
}

double TryCount::share() const {
    return static_cast<double>(successes) / static_cast<double>(tries);
}

double TryCount::share_error() const {
    const double n = static_cast<double>(tries) + 1;
    const double p = (static_cast<double>(successes) + 0.5) / n;
    return std::sqrt(p * (1 - p) / n);
}

TryCount TryCount::within(Patience patience) const {
    TryCount other = *this;
    if (patience == Patience::half) other.successes = at_half;
    if (patience == Patience::twice) other.successes = at_double;
    return other;
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/reckoning/score.hh"

namespace cordon {

/// Where a candidate stands in the ranking.
struct Ranked {
    std::size_t candidate = 0;  // index into the candidates given
    Score score;
    Difference to_first;  // of the first to this one; nothing for the first itself
    bool breaks_control = false;
    /// The reports tell it from the first: a difference of at least 5 bits and of at least twice
    /// its error.
    bool told_apart = false;
};

/// Candidates from the most bits saved to the least; those that break a control behind all others,
/// whatever their score. What leads is preferred only if every other that breaks no control is told
/// apart from it.
struct Ranking {
    std::vector<Ranked> order;
    bool first_is_preferred = false;
};

/// Bits by which, and errors of the difference by which, a preference must stand out.
inline constexpr double least_difference_bits = 5;
inline constexpr double least_difference_errors = 2;

/// `breaks_control` has one entry for each candidate.
[[nodiscard]] Ranking rank(std::span<const CandidateFit> candidates, std::span<const Status> said,
                           const Reports& reports, const std::vector<bool>& breaks_control);

/// The candidates of the most bits saved, controls not asked: several when they share the most.
[[nodiscard]] std::vector<std::size_t> best_candidates(std::span<const CandidateFit> candidates,
                                                       std::span<const Status> said,
                                                       const Reports& reports);

}  // namespace cordon

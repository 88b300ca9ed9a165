#pragma once

#include <cstdint>
#include <span>

#include "sim/scenario/reckoning/score.hh"
#include "sim/scenario/reckoning/tell_step.hh"

namespace cordon {

/// Whether the candidates do better on the reports than on the same statuses dealt anew among the
/// same rows: if not, their score says nothing of the reports.
struct ShuffledControl {
    std::uint32_t deals = 0;
    std::uint32_t beaten = 0;  // deals on which the best candidate saves less than on the reports
    double best_saved = 0;     // bits, on the reports

    /// At least 95 of 100.
    [[nodiscard]] bool holds() const { return beaten * 100 >= deals * 95; }
};

/// Statuses are dealt among the fitted rows of each wave. Requires: at least one candidate.
[[nodiscard]] ShuffledControl shuffle(std::span<const CandidateFit> candidates,
                                      const Reports& reports, std::uint32_t deals,
                                      std::uint64_t seed, const TellStep& tell = {});

}  // namespace cordon

#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/score.hh"

namespace cordon {

/// What a candidate does to what must stay unaffected.
struct ControlResult {
    std::size_t row = 0;
    double share = 0;  // of tries that succeed, over the settings that the reports leave likely
    bool holds = false;
};

/// Controls stay at or above this share.
inline constexpr double least_control_share = 0.9;

/// The control rows, in their order. A candidate that breaks one fails whatever its score. A row in
/// no wave is asked of the candidate with no wall on.
[[nodiscard]] std::vector<ControlResult> check_controls(const CandidateModel& model,
                                                        const CandidateFit& fit,
                                                        std::span<const Status> said,
                                                        const Reports& reports);
[[nodiscard]] bool breaks_a_control(std::span<const ControlResult> results);

}  // namespace cordon

#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"

namespace cordon {

/// The dose-response curves of a candidate in one wave: for each dial of strength one row for each
/// probe that reports of the wave ask for, one column a turn, the share of tries that succeeded;
/// the other strengths at nothing, the mechanism's own dial in the middle of its range. Below it
/// the largest standard error of a share.
[[nodiscard]] std::string response_text(const WaveModel& wave,
                                        const std::vector<std::string>& probes);

}  // namespace cordon

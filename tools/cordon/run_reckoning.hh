#pragma once

#include <optional>
#include <string>

#include "sim/report/wall_limits.hh"
#include "sim/scenario/scenario.hh"
#include "tools/cordon/reckoning_case.hh"
#include "tools/cordon/run_options.hh"

namespace cordon {

/// What came of setting the candidates of a case beside its reports.
struct ReckoningOutput {
    std::string text;     // for the terminal
    std::string closing;  // the one sentence at the end
    std::string json;     // reckoning.json
    WallLimits limits{};  // how often they were hit; the text says so
};

/// Simulates the tables that are not kept, reckons, and tells of it. The same whatever was kept and
/// whatever the threads. None when a signal ended it early.
[[nodiscard]] std::optional<ReckoningOutput> run_reckoning(const RunOptions& options,
                                                           const Scenario& scenario,
                                                           const ReckoningCase& reports,
                                                           const CrossingPlayer::Size& size);

}  // namespace cordon

#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "sim/capture/input_files.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/run/play.hh"
#include "tools/cordon/reckoning_case.hh"
#include "tools/cordon/run_options.hh"

namespace cordon {

/// The walls of a run, as they are asked for.
struct RunWalls {
    std::deque<LoadedPolicy> policies;  // borrowed by `walls`
    std::vector<RunWall> walls;
    std::vector<std::string> files;  // by wall; empty for none
    InputFiles inputs;               // all that was read for the run
};

/// The policies in a folder of candidates, in order.
[[nodiscard]] std::vector<std::string> candidate_files(const std::string& folder);

/// Those of --policy, else those of the case. When one cannot be used, says all that is wrong with
/// it on stderr and gives nullopt.
[[nodiscard]] std::optional<RunWalls> load_walls(const RunOptions& options,
                                                 const Scenario& scenario);

/// The candidates of a case as its files state them; they are moved out of `reports`.
[[nodiscard]] RunWalls candidate_walls(const RunOptions& options, const Scenario& scenario,
                                       ReckoningCase& reports);

}  // namespace cordon

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/result.hh"
#include "sim/policy/file/load.hh"
#include "sim/scenario/candidate/candidate.hh"
#include "sim/scenario/deciding/plan.hh"
#include "sim/scenario/observations/observation.hh"
#include "sim/scenario/reckoning/reports.hh"
#include "sim/scenario/scenario.hh"
#include "sim/scenario/tables/crossing_player.hh"

namespace cordon {

/// A case whose candidates are set beside reports.
struct ReckoningCase {
    Observations observations;
    Reports reports;
    std::vector<Candidate> candidates;
    std::vector<LoadedPolicy> policies;  // by candidate: as its files state it
    std::vector<std::string> made_of;    // by candidate: the texts of all its files
    std::string scenario_text;
    std::optional<DecidingPlan> deciding;  // of deciding.yaml, where there is one
};

/// The reports of a case lie beside its scenario, as observations.yaml.
[[nodiscard]] bool has_reports(const std::string& scenario_file);

/// The files beside a scenario that make it a case with reports.
[[nodiscard]] std::vector<std::string> files_of_reports(const std::string& scenario_file);

/// Loads them and the candidates. When something cannot be used, says all that is wrong with it on
/// stderr and gives nullopt.
[[nodiscard]] std::optional<ReckoningCase> load_reckoning_case(
    const std::string& scenario_file, const Scenario& scenario,
    const std::vector<std::string>& candidate_files);

/// How much is simulated for each setting of the dials.
enum class TableSize : unsigned char {
    small,  // 3 days of each wave, 30 tries or more of each probe
    full,   // 18 days, 200 tries or more
};

/// The size for a case; fewer days where a wave has not as many. An error says what keeps the
/// reports from being played with the phones of the scenario.
[[nodiscard]] Result<CrossingPlayer::Size> size_for(TableSize size, const Scenario& scenario,
                                                    const ReckoningCase& reports);

/// All that the tables of a case depend on, for TableInput: this build of the program among it.
/// `policies` is empty for no wall.
[[nodiscard]] std::string table_ingredients(const ReckoningCase& reports, const Scenario& scenario,
                                            const CrossingPlayer::Size& size,
                                            const std::string& policies);

}  // namespace cordon

#pragma once

#include <string>
#include <vector>

#include "sim/policy/file/load.hh"
#include "sim/scenario/candidate/candidate.hh"
#include "sim/scenario/scenario.hh"

namespace cordon {

/// A candidate's policy with these settings, as the wall of a scenario. Requires: the candidate
/// takes them, as load_candidate() has made sure.
[[nodiscard]] Policy policy_of(const Candidate& candidate, const Overrides& settings,
                               const Scenario& scenario);

/// Makes the world of a scenario what settings of it say: losses come on top of those of every way;
/// in silent hours the messenger's servers answer nobody.
void set_world(const std::vector<std::string>& settings, Scenario& scenario);

}  // namespace cordon

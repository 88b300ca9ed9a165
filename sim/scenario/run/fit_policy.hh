#pragma once

#include "sim/policy/policy.hh"
#include "sim/scenario/scenario.hh"

namespace cordon {

/// Makes a wall that of a scenario: places that both name lie where the scenario has them, and the
/// inside of a policy that states none is that of the scenario.
void fit_policy(Policy& policy, const Scenario& scenario);

}  // namespace cordon

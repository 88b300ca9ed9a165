#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/scenario/deciding/deciding_table.hh"

namespace cordon {

/// One line a probe, one column a candidate: what a person would have seen; where sittings differ,
/// in how many each. Below it, how each candidate stood, what each probe tells apart, the smallest
/// set that tells all, and who is told apart by none.
[[nodiscard]] std::string deciding_text(const DecidingTable& table, const DecidingPlan& plan);

/// The same as reckoning.json has it. `wave`: the name of the plan's.
[[nodiscard]] nlohmann::ordered_json deciding_json(const DecidingTable& table,
                                                   const DecidingPlan& plan,
                                                   const std::string& wave);

}  // namespace cordon

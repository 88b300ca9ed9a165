#pragma once

#include <cstdint>
#include <vector>

#include "sim/scenario/scenario.hh"

namespace cordon {

/// As many days as are asked for, spread evenly over a span, with the scenario's hours; fewer where
/// the span has not as many.
[[nodiscard]] std::vector<PlayedDay> spread_days(const Scenario& scenario, Time from, Time to,
                                                 std::uint32_t count);

}  // namespace cordon

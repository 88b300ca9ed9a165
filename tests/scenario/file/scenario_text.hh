#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/file/load_scenario.hh"

namespace cordon::testing {

/// A scenario with which nothing is wrong.
[[nodiscard]] std::string good_scenario();
/// The same with `from` replaced by `to`. Requires: `from` stands in it.
[[nodiscard]] std::string scenario_with(std::string_view from, std::string_view to);

/// What reading it complains of: `line:column: what`, in order.
[[nodiscard]] std::vector<std::string> errors_of(std::string text);
[[nodiscard]] std::vector<std::string> warnings_of(std::string text);
/// Requires: no errors.
[[nodiscard]] Scenario scenario_of(std::string text);

}  // namespace cordon::testing

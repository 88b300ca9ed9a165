#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/result.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {

/// A case that comes with the program: a folder of policies/ that holds scenario.yaml.
using ReadyCase = ReadyFolder;

/// All of them, by name.
[[nodiscard]] std::vector<ReadyCase> ready_cases();

/// The scenario.yaml that CASE means: CASE itself when it is a file, that of a folder, or that of a
/// ready case, which a folder without one does not hide.
[[nodiscard]] Result<std::string> find_case(const std::string& file_or_name);

/// Loads a scenario. When it cannot be used, says all that is wrong with it on stderr and gives
/// nullopt; else says what is probably not meant.
[[nodiscard]] std::optional<Scenario> load_case(const std::string& file);

}  // namespace cordon

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/policy/decision.hh"
#include "sim/policy/file/findings.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads `then`: an action by its name, one with its settings, or a list of them. nullopt, and
/// errors, when something is wrong with it.
[[nodiscard]] std::optional<std::vector<Verdict>> read_actions(const YamlNode& then,
                                                               Findings& findings);

/// The actions that this version carries out, by name.
[[nodiscard]] std::vector<std::string_view> action_names();

}  // namespace cordon

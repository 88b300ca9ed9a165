#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "sim/policy/file/diagnostic.hh"
#include "sim/scenario/scenario.hh"

namespace cordon {

/// A scenario that can be played, and what is probably not meant in it.
struct LoadedScenario {
    Scenario scenario;
    std::vector<Diagnostic> warnings;
};

/// Reads scenario.yaml from the disk. The errors are all that is wrong with it, in their order; a
/// syntax error stands alone. `policy` and `candidates` become paths beside the file, but for a
/// `policy` of one word that lies not there: the name of a ready wall.
[[nodiscard]] tl::expected<LoadedScenario, std::vector<Diagnostic>> load_scenario(
    const std::string& path);

/// The same from memory; `file_name` is its name in messages.
[[nodiscard]] tl::expected<LoadedScenario, std::vector<Diagnostic>> parse_scenario(
    std::string text, const std::string& file_name);

/// Whether a file is meant as a scenario: it has a `case`, whatever else is wrong with it.
[[nodiscard]] bool is_scenario(const std::string& path);

/// The words of the format, for the schema that editors use.
[[nodiscard]] std::vector<std::string_view> scenario_keys();

}  // namespace cordon

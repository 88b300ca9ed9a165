#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "sim/policy/file/diagnostic.hh"
#include "sim/policy/file/file_reader.hh"
#include "sim/scenario/deciding/plan.hh"
#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// Reads deciding.yaml, for the servers of a scenario and the waves of its reports. The errors are
/// all that is wrong with it, a syntax error standing alone; among them servers or waves that are
/// not there.
[[nodiscard]] tl::expected<DecidingPlan, std::vector<Diagnostic>> load_deciding(
    const std::string& path, const Scenario& scenario, const Observations& observations);

/// The same from memory; `file_name` is its name in messages.
[[nodiscard]] tl::expected<DecidingPlan, std::vector<Diagnostic>> parse_deciding(
    std::string text, const std::string& file_name, const Scenario& scenario,
    const Observations& observations);

/// Whether a file is one of deciding probes.
[[nodiscard]] bool is_deciding(const std::string& path);

/// The words of the format, for the schema that editors use.
[[nodiscard]] std::vector<std::string_view> deciding_keys();  // of the file
[[nodiscard]] std::vector<std::string_view> probe_keys();
[[nodiscard]] std::vector<std::string_view> does_words();

/// The most probes of a plan.
inline constexpr std::size_t most_probes = 16;

}  // namespace cordon

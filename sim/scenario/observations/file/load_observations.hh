#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "sim/policy/file/diagnostic.hh"
#include "sim/policy/file/file_reader.hh"
#include "sim/scenario/observations/observation.hh"
#include "sim/scenario/observations/source_index.hh"

namespace cordon {

/// The reports of a case and the index of their sources, which agree.
struct LoadedObservations {
    Observations observations;
    SourceIndex sources;
};

/// Reads observations.yaml and the index that it names. The errors are all that is wrong with both,
/// a syntax error of one standing alone: a row that says more than its source (another day, place,
/// origin) is one.
[[nodiscard]] tl::expected<LoadedObservations, std::vector<Diagnostic>> load_observations(
    const std::string& path);

/// The same from memory; the index comes from `files`.
[[nodiscard]] tl::expected<LoadedObservations, std::vector<Diagnostic>> parse_observations(
    std::string text, const std::string& file_name, const FileReader& files);

/// Whether a file is one of reports.
[[nodiscard]] bool is_observations(const std::string& path);

/// The words of the format, for the schema that editors use.
[[nodiscard]] std::vector<std::string_view> observation_keys();  // of the file
[[nodiscard]] std::vector<std::string_view> row_keys();
[[nodiscard]] std::vector<std::string_view> source_keys();  // of an entry of the index

}  // namespace cordon

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/yaml.hh"
#include "sim/scenario/observations/file/load_observations.hh"

namespace cordon {

/// Reports while they are read, and what was found wrong with them.
struct ObservationsDraft {
    Observations observations;
    SourceIndex sources;
    bool has_zone = false;
    bool has_sources = false;  // the index could be read: rows are held against it
    Findings findings;
};

// Each reads one part and tells what is wrong with it.
void read_observations_head(const YamlNode& root, ObservationsDraft& draft);
void read_sources(const YamlNode& root, ObservationsDraft& draft);
void read_rows(const YamlNode& root, ObservationsDraft& draft);

/// Holds a row against its source. `at` is the place of the row.
void check_against_source(const Observation& row, const YamlNode& node, ObservationsDraft& draft);

/// A day, or a span from one to the first after it.
struct Span {
    Time from, to;
};
[[nodiscard]] std::optional<Span> read_span(const YamlNode& node, std::string_view what,
                                            ObservationsDraft& draft);

/// A text or a name under a key that must be there; null, and an error, otherwise. `whose` names
/// the map: "a row".
[[nodiscard]] const std::string* read_needed_text(const YamlNode& map, std::string_view key,
                                                  std::string_view whose, ObservationsDraft& draft);
[[nodiscard]] const std::string* read_needed_name(const YamlNode& map, std::string_view key,
                                                  std::string_view whose, ObservationsDraft& draft);

}  // namespace cordon

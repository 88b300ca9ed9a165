#pragma once

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/scenario/deciding/file/load_deciding.hh"

namespace cordon {

/// A plan while it is read, and what was found wrong with it.
struct DecidingDraft {
    const Scenario& scenario;
    const Observations& observations;
    DecidingPlan plan{};
    Findings findings{};
};

void read_probe(const YamlNode& node, DecidingDraft& draft);

/// The function that a node names.
[[nodiscard]] std::optional<Function> read_function(const YamlNode& node, DecidingDraft& draft);

}  // namespace cordon

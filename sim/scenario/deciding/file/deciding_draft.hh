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

/// What a node names: a function of the phone, or a visit of the scenario.
struct Attempted {
    Function function = Function::text;
    std::uint16_t visit = 0;
};
[[nodiscard]] std::optional<Attempted> read_attempted(const YamlNode& node, DecidingDraft& draft);

}  // namespace cordon

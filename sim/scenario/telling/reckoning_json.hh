#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/report/wall_limits.hh"
#include "sim/scenario/deciding/deciding_table.hh"
#include "sim/scenario/telling/told.hh"

namespace cordon {

/// The reckoning as reckoning.json has it: policies/schema/reckoning.schema.json. Bits and shares
/// are rounded to thousandths, so that equal runs give equal bytes on every machine.
[[nodiscard]] nlohmann::ordered_json reckoning_json(const Told& told);

/// How much was simulated for the tables of a reckoning.
struct TableFacts {
    std::uint32_t days = 0;          // of each wave
    std::uint32_t fewest_tries = 0;  // of any function over any road, in a cell
    bool reduced = false;            // less than the method asks for
    WallLimits limits{};             // how often they were hit in tables and probes
};

/// What the deciding probes of a case came to. Views.
struct DecidingTold {
    const DecidingTable& table;
    const DecidingPlan& plan;
};

/// The text of reckoning.json. `deciding` is null for a case without deciding probes.
[[nodiscard]] std::string reckoning_json_text(const Told& told, const TableFacts& facts,
                                              const DecidingTold* deciding);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/phone/outcome.hh"
#include "sim/scenario/limits.hh"
#include "sim/scenario/run/cast.hh"

namespace cordon {

/// One try as it went.
struct PlayedTry {
    CastPhone phone;
    Outcome outcome;
};

/// What came of one day in one place under one wall.
struct PlayedCell {
    std::size_t day = 0, place = 0;     // into the scenario
    std::size_t wall = 0;               // into the walls of the run
    std::vector<PlayedTry> tries;       // in order of phones, then of times
    std::uint64_t packets = 0;          // that reached the wall
    std::uint64_t packets_removed = 0;  // by it
    LimitsReached limits;
};

/// All that came of a run. Cells are ordered by place, then day, then wall.
struct PlayedRun {
    const Scenario* scenario = nullptr;
    std::vector<std::string> walls;  // names of their policies; empty for no wall
    std::vector<PlayedCell> cells;
};

}  // namespace cordon

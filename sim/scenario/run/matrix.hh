#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/run/played.hh"
#include "sim/scenario/try_count.hh"

namespace cordon {

/// What phones of one manner in one place got of one function under one wall.
struct MatrixRow {
    std::size_t place = 0;
    Manner manner = Manner::plain;
    Function function = Function::text;
    std::uint16_t visit = 0;  // which, where the function is one: into Scenario::visits
    std::size_t wall = 0;
    std::vector<TryCount> by_day;  // as the days of the scenario
    /// How tries ended that did not succeed, and how many so; most frequent first.
    std::vector<std::pair<std::string, std::uint32_t>> failures;

    [[nodiscard]] TryCount total() const;
};

/// The rows of a run: by place, manner, function, wall, each in the order of the scenario. Groups
/// without phones have no rows.
[[nodiscard]] std::vector<MatrixRow> matrix_of(const PlayedRun& run);

/// How a try that did not succeed ended, in words: "gave up, upload: no such name".
[[nodiscard]] std::string failure_text(const Outcome& outcome);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/run/played.hh"

namespace cordon {

/// How many tries succeeded, within the usual patience and within half and twice of it.
struct SuccessCount {
    std::uint32_t tries = 0;
    std::uint32_t succeeded = 0;
    std::uint32_t at_half = 0;
    std::uint32_t at_double = 0;

    void add(const Outcome& outcome, std::uint32_t patience_percent);
    void add(const SuccessCount& other);
};

/// What phones of one manner in one place got of one function under one wall.
struct MatrixRow {
    std::size_t place = 0;
    Manner manner = Manner::plain;
    Function function = Function::text;
    std::uint16_t visit = 0;  // which, where the function is one: into Scenario::visits
    std::size_t wall = 0;
    std::vector<SuccessCount> by_day;  // as the days of the scenario
    /// How tries ended that did not succeed, and how many so; most frequent first.
    std::vector<std::pair<std::string, std::uint32_t>> failures;

    [[nodiscard]] SuccessCount total() const;
};

/// The rows of a run: by place, manner, function, wall, each in the order of the scenario. Groups
/// without phones have no rows.
[[nodiscard]] std::vector<MatrixRow> matrix_of(const PlayedRun& run);

/// How a try that did not succeed ended, in words: "gave up, upload: no such name".
[[nodiscard]] std::string failure_text(const Outcome& outcome);

}  // namespace cordon

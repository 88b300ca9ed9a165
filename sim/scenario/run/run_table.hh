#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/scenario/run/matrix.hh"

namespace cordon {

/// The matrix of a run for people: for each place and manner, one row a function and wall, one
/// column a day, the share of tries that succeeded; then how the others ended.
[[nodiscard]] std::string run_table(const PlayedRun& run, const std::vector<MatrixRow>& matrix);

/// The matrix in short: for each place and manner one row a wall, one column a function, the share
/// of tries that succeeded over all days. Functions in which every try did are named below.
[[nodiscard]] std::string run_digest(const PlayedRun& run, const std::vector<MatrixRow>& matrix);

/// One line a wall under which limits of the world or the wall were reached, over all cells; empty
/// when none were.
[[nodiscard]] std::string run_limits(const PlayedRun& run);

/// What a wall is called in tables: its policy's name, or "no wall".
[[nodiscard]] std::string wall_label(const std::string& name);

}  // namespace cordon

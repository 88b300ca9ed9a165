#pragma once

#include <string>

#include "sim/scenario/telling/told.hh"

namespace cordon {

/// The candidates in their order: bits saved against a guesser, how far each is behind the first
/// and how sure that is, what it does to the controls, and whether it could be recognised at all.
[[nodiscard]] std::string ranking_text(const Told& told);

/// The controls that some candidate breaks, with the shares; one line where none does.
[[nodiscard]] std::string controls_text(const Told& told);

/// What the shuffled reports say, in a sentence.
[[nodiscard]] std::string shuffled_text(const Told& told);

/// One row for each candidate that made up reports, one column for each that was named; and, below,
/// who cannot be told apart from such reports.
[[nodiscard]] std::string recovery_text(const Told& told);

/// Bits saved under other assumptions, and where the order changes.
[[nodiscard]] std::string sensitivity_text(const Told& told);

}  // namespace cordon

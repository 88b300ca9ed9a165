#pragma once

#include <string>

#include "sim/scenario/telling/told.hh"

namespace cordon {

/// The reports beside what one candidate makes of them: what each says and who says it, how it came
/// to agree, the shares of tries that the reports allow there, and how often sets of reports made
/// up from the candidate say the same.
[[nodiscard]] std::string agreement_text(const Told& told, std::size_t candidate);

/// How many rows came to agree in which way: "12 put in, 20 left out, ...".
[[nodiscard]] std::string agreement_counts(const Told& told, std::size_t candidate);

/// What is shown and never scored, under its kind.
[[nodiscard]] std::string context_text(const Observations& observations);

}  // namespace cordon

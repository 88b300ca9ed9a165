#pragma once

#include <span>
#include <string>

#include "sim/scenario/observations/observation.hh"
#include "sim/scenario/reckoning/reckoning.hh"

namespace cordon {

/// A reckoning with all that is needed to tell of it. Views; the rest must outlive it.
struct Told {
    const Reckoning& reckoning;
    std::span<const CandidateModel> candidates;  // as they were reckoned
    const Observations& observations;

    [[nodiscard]] const std::string& name(std::size_t candidate) const {
        return candidates[candidate].name;
    }
    /// How far the dials of a candidate are turned in a wave on average, as the reports leave them,
    /// but that of unevenness.
    [[nodiscard]] std::vector<double> likely_turns(std::size_t candidate, std::size_t wave) const;
    /// The row of a report; its id is unique.
    [[nodiscard]] const Observation& row(const Report& report) const;
};

/// A number with so many digits behind the point, as every machine writes it: "-3.0".
[[nodiscard]] std::string fixed(double value, int digits);

/// A share in whole percent, never 0% or 100% for what is not none or all.
[[nodiscard]] std::string percent(double share);

/// How many rows are scored, and of how many voices.
struct HowMany {
    std::size_t rows = 0, voices = 0;
};
[[nodiscard]] HowMany scored(const Reports& reports);

}  // namespace cordon

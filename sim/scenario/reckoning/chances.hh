#pragma once

#include <array>
#include <cstdint>

#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// How likely each status is, in the order of Status; they sum to 1.
using StatusChances = std::array<double, status_count>;

/// What someone says who tried `tries` times where a share of tries succeeds: works with s^m, fails
/// with (1 - s)^m, partly with the rest; and with the chance `wrong` the report is wrong in a way
/// that is not modelled and says any of the three: (1 - e) P_m + e / 3. Requires: share and wrong
/// in 0..1, tries of at least 1.
[[nodiscard]] StatusChances status_chances(double share, std::uint32_t tries, double wrong);

/// m where the source gives none.
inline constexpr std::uint32_t usual_tries = 3;

/// e by the kind of a report: 5% of measurements, 10% of journalists' tests, 20% of a user's word,
/// an aggregate, and the rest, which are not scored.
[[nodiscard]] double usual_wrong(ReportKind kind);

}  // namespace cordon

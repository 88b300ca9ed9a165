#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/ranking.hh"

namespace cordon {

/// The ranking under another assumption about how people report.
struct OtherAssumption {
    std::string name;  // "m = 1", "2e"
    Variant variant;
    std::vector<double> saved;       // bits, by candidate
    std::vector<std::size_t> order;  // candidates, the best first
    /// The first place of the order at which it differs from that under the usual assumptions; as
    /// many as there are candidates when none does.
    std::size_t differs_at = 0;
};

/// m = 1, 2, 5 (where the source gives none) and 2e. Candidates that break a control stand last, as
/// in `usual`.
[[nodiscard]] std::vector<OtherAssumption> vary_assumptions(
    std::span<const CandidateModel> candidates, const Reports& reports, const Ranking& usual);

}  // namespace cordon

#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/scenario/reckoning/agreement.hh"
#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/ranking.hh"

namespace cordon {

/// The ranking under another assumption about how people report, or how long they wait.
struct OtherAssumption {
    std::string name;                // "m = 1", "2e", "half the patience"
    std::vector<double> saved;       // bits, by candidate
    std::vector<std::size_t> order;  // candidates, the best first
    /// The first place of the order at which it differs from that under the usual assumptions; as
    /// many as there are candidates when none does.
    std::size_t differs_at = 0;
    /// Rows, by candidate, that come to agree otherwise than under the usual assumptions. Asked for
    /// half and twice the patience only.
    struct OtherWay {
        std::size_t row = 0;
        CameToAgree usual = CameToAgree::disagrees, here = CameToAgree::disagrees;
    };
    std::vector<std::vector<OtherWay>> other_ways;
};

/// m = 1, 2, 5 (where the source gives none), 2e, and half and twice the patience. Candidates that
/// break a control stand last: as in `usual`, but with another patience they are asked anew.
[[nodiscard]] std::vector<OtherAssumption> vary_assumptions(
    std::span<const CandidateModel> candidates, const Reports& reports, const Ranking& usual,
    std::span<const std::vector<Agreement>> usual_agreement);

}  // namespace cordon

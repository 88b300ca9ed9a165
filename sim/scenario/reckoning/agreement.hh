#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/score.hh"

namespace cordon {

/// How a row came to agree with a candidate. Only the last two count for it.
enum class CameToAgree : std::uint8_t {
    disagrees,  // another status is likelier, also once the row is heard
    put_in,     // a rule or date of the candidate was written from it
    follows,    // a consequence that nobody wrote, with its own origin among those heard
    left_out,   // predicted without its origin
};
[[nodiscard]] std::string_view to_text(CameToAgree how);  // "left out"

/// A row beside what a candidate makes of it.
struct Agreement {
    std::size_t row = 0;
    CameToAgree how = CameToAgree::disagrees;
    /// Nine in ten of what the reports leave likely lies between: shares of tries that succeed.
    double low = 0, high = 0;
    StatusChances left_out{};  // chances of each status, predicted without its origin
    /// Share of made-up sets in which the row says what was reported; under 5%: this wall does not
    /// expect this report.
    double expected = 0;

    [[nodiscard]] bool is_expected() const { return expected >= 0.05; }
};

/// The fitted and held-out rows of the waves, in their order. `sets`: how many are made up.
[[nodiscard]] std::vector<Agreement> agreement_of(const CandidateModel& model,
                                                  const CandidateFit& fit, const Reports& reports,
                                                  std::uint32_t sets, std::uint64_t seed);

/// How each of these rows came to agree, and nothing else of it.
[[nodiscard]] std::vector<CameToAgree> ways_of_agreement(const CandidateModel& model,
                                                         const CandidateFit& fit,
                                                         const Reports& reports);

}  // namespace cordon

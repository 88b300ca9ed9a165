#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/candidate_model.hh"
#include "sim/scenario/reckoning/fit.hh"

namespace cordon {

/// A candidate with its tables laid out for a set of reports. Made once; asked for many sets of
/// statuses of the same rows.
struct CandidateFit {
    std::string name;
    std::vector<WaveFit> waves;
};
[[nodiscard]] CandidateFit fit_of(const CandidateModel& model, const Reports& reports);

/// How well a candidate predicts: the sum over origins of log2 of the chance of what each says,
/// predicted from all others'.
struct Score {
    std::vector<double> by_origin;  // bits, below zero
    double bits = 0;
    std::size_t reports = 0;  // that are scored
    double evidence = 0;      // log2 of the chance of all reports together

    /// Against a guesser, for whom every status is as likely: log2 3 bits a report.
    [[nodiscard]] double saved() const;
};

[[nodiscard]] Score score_of(const CandidateFit& fit, std::span<const Status> said,
                             const Reports& reports);

/// The statuses as reported, a status for each row.
[[nodiscard]] std::vector<Status> statuses_of(const Reports& reports);

/// A difference of two scores and its standard error over origins: what the sum would vary by if
/// other voices of the same kind had spoken.
struct Difference {
    double bits = 0;
    double error = 0;
};
[[nodiscard]] Difference difference(const Score& better, const Score& worse,
                                    const Reports& reports);

}  // namespace cordon

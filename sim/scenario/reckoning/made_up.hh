#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/scenario/reckoning/score.hh"

namespace cordon {

/// Makes up sets of reports of the same rows, as a candidate would have given them: a setting of
/// its dials as likely as the real reports leave it, a level of strength drawn for each place anew,
/// each report drawn from its chances, error included. Set k of a purpose is the same whatever else
/// is drawn. Views: the fit and the reports must outlive it.
class ReportMaker {
public:
    /// `said`: the real reports, which weigh the settings.
    ReportMaker(const CandidateFit& fit, const Reports& reports, std::span<const Status> said,
                std::uint64_t seed);

    /// A status for each row; that of rows in no wave, or of waves the candidate lacks, is as
    /// reported.
    [[nodiscard]] std::vector<Status> make(std::string_view purpose, std::uint64_t k) const;

private:
    const CandidateFit* fit_;
    const Reports* reports_;
    std::uint64_t seed_;
    std::vector<std::vector<double>> weights_;  // by wave
};

}  // namespace cordon

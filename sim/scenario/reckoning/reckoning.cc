#include "sim/scenario/reckoning/reckoning.hh"

namespace cordon {

bool Reckoning::names_a_wall(std::span<const CandidateModel> candidates) const {
    if (ranking.order.empty() || !ranking.first_is_preferred || !shuffled.holds()) return false;
    const std::size_t first = ranking.order.front().candidate;
    return !candidates[first].null_wall && recovery.is_identifiable(first);
}

Reckoning reckon(std::span<const CandidateModel> candidates, const Reports& reports,
                 std::uint64_t seed, const ReckoningSize& size, const TellStep& tell) {
    Reckoning result;
    result.reports = reports;
    result.size = size;
    const std::vector<Status> said = statuses_of(reports);
    std::vector<CandidateFit> fits;
    std::vector<bool> breaks;
    for (const CandidateModel& model : candidates) {
        tell_step(tell, fits.size(), candidates.size(), "candidates beside the reports");
        fits.push_back(fit_of(model, reports));
        result.controls.push_back(check_controls(model, fits.back(), said, reports));
        breaks.push_back(breaks_a_control(result.controls.back()));
        result.agreement.push_back(agreement_of(model, fits.back(), reports, size.made_up, seed));
    }
    result.ranking = rank(fits, said, reports, breaks);
    result.shuffled = shuffle(fits, reports, size.deals, seed, tell);
    result.recovery = recover(fits, reports, size.recoveries, seed, tell);
    result.sensitivity = vary_assumptions(candidates, reports, result.ranking);
    return result;
}

}  // namespace cordon

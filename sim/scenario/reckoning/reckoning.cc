#include "sim/scenario/reckoning/reckoning.hh"

namespace cordon {
namespace {

std::vector<double> likely_turns(const WaveFit& fit, std::span<const Status> said) {
    const std::vector<double> weights = fit.weights(said);
    std::vector<double> likely(fit.design().turns(0).size());
    for (std::size_t point = 0; point < weights.size(); ++point) {
        const std::vector<double>& turns = fit.design().turns(point);
        for (std::size_t dial = 0; dial < likely.size(); ++dial) {
            likely[dial] += weights[point] * turns[dial];
        }
    }
    return likely;
}

}  // namespace

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
        auto& turns = result.likely_turns.emplace_back();
        for (const WaveFit& wave : fits.back().waves) turns.push_back(likely_turns(wave, said));
        result.agreement.push_back(agreement_of(model, fits.back(), reports, size.made_up, seed));
    }
    result.ranking = rank(fits, said, reports, breaks);
    result.shuffled = shuffle(fits, reports, size.deals, seed, tell);
    result.recovery = recover(fits, reports, size.recoveries, seed, tell);
    result.sensitivity = vary_assumptions(candidates, reports, result.ranking, result.agreement);
    return result;
}

}  // namespace cordon

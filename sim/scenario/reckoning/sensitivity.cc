#include "sim/scenario/reckoning/sensitivity.hh"

#include <algorithm>

namespace cordon {
namespace {

std::vector<bool> control_breakers(const Ranking& ranking) {
    std::vector<bool> breaks(ranking.order.size());
    for (const Ranked& ranked : ranking.order) breaks[ranked.candidate] = ranked.breaks_control;
    return breaks;
}

OtherAssumption assume(const std::string& name, const Variant& variant,
                       std::span<const CandidateModel> candidates, const Reports& reports,
                       const Ranking& usual) {
    const Reports varied = under(variant, reports);
    std::vector<CandidateFit> fits;
    for (const CandidateModel& model : candidates) fits.push_back(fit_of(model, varied));
    const Ranking ranking = rank(fits, statuses_of(varied), varied, control_breakers(usual));
    const std::size_t count = ranking.order.size();
    OtherAssumption other;
    other.name = name;
    other.variant = variant;
    other.saved.resize(count);
    other.order.resize(count);
    other.differs_at = count;
    for (std::size_t i = count; i-- > 0;) {
        const Ranked& ranked = ranking.order[i];
        other.saved[ranked.candidate] = ranked.score.saved();
        other.order[i] = ranked.candidate;
        if (ranked.candidate != usual.order[i].candidate) other.differs_at = i;
    }
    return other;
}

}  // namespace

std::vector<OtherAssumption> vary_assumptions(std::span<const CandidateModel> candidates,
                                              const Reports& reports, const Ranking& usual) {
    std::vector<OtherAssumption> all;
    for (const std::uint32_t tries : {1U, 2U, 5U}) {
        const Variant variant{.tries = tries, .wrong_times = 1};
        all.push_back(assume("m = " + std::to_string(tries), variant, candidates, reports, usual));
    }
    const Variant twice{.tries = std::nullopt, .wrong_times = 2};
    all.push_back(assume("2e", twice, candidates, reports, usual));
    return all;
}

}  // namespace cordon

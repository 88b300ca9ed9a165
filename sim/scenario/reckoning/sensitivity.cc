#include "sim/scenario/reckoning/sensitivity.hh"

#include <algorithm>

#include "sim/scenario/reckoning/controls.hh"

namespace cordon {
namespace {

std::vector<CandidateFit> fits_of(std::span<const CandidateModel> candidates,
                                  const Reports& reports) {
    std::vector<CandidateFit> fits;
    for (const CandidateModel& model : candidates) fits.push_back(fit_of(model, reports));
    return fits;
}

std::vector<bool> control_breakers(const Ranking& ranking) {
    std::vector<bool> breaks(ranking.order.size());
    for (const Ranked& ranked : ranking.order) breaks[ranked.candidate] = ranked.breaks_control;
    return breaks;
}

OtherAssumption compare(std::string name, const Ranking& ranking, const Ranking& usual) {
    const std::size_t count = ranking.order.size();
    OtherAssumption other;
    other.name = std::move(name);
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

/// Other chances of what people say of the same shares.
OtherAssumption report_otherwise(std::string name, const Variant& variant,
                                 std::span<const CandidateModel> candidates, const Reports& reports,
                                 const Ranking& usual) {
    const Reports varied = under(variant, reports);
    const std::vector<CandidateFit> fits = fits_of(candidates, varied);
    return compare(std::move(name),
                   rank(fits, statuses_of(varied), varied, control_breakers(usual)), usual);
}

std::vector<OtherAssumption::OtherWay> other_ways(const std::vector<Agreement>& usual,
                                                  const std::vector<CameToAgree>& here) {
    std::vector<OtherAssumption::OtherWay> others;
    for (std::size_t i = 0; i < usual.size(); ++i) {
        if (usual[i].how == here[i]) continue;
        others.push_back({.row = usual[i].row, .usual = usual[i].how, .here = here[i]});
    }
    return others;
}

/// Other shares: of tries that succeed within half, or twice, of the time.
OtherAssumption wait_otherwise(std::string name, Patience patience,
                               std::span<const CandidateModel> candidates, const Reports& reports,
                               const Ranking& usual,
                               std::span<const std::vector<Agreement>> usual_agreement) {
    const std::vector<CandidateModel> models = with_patience(candidates, patience);
    const std::vector<CandidateFit> fits = fits_of(models, reports);
    const std::vector<Status> said = statuses_of(reports);
    std::vector<bool> breaks;
    for (std::size_t i = 0; i < models.size(); ++i) {
        breaks.push_back(breaks_a_control(check_controls(models[i], fits[i], said, reports)));
    }
    OtherAssumption other = compare(std::move(name), rank(fits, said, reports, breaks), usual);
    for (std::size_t i = 0; i < models.size(); ++i) {
        other.other_ways.push_back(
            other_ways(usual_agreement[i], ways_of_agreement(models[i], fits[i], reports)));
    }
    return other;
}

}  // namespace

std::vector<OtherAssumption> vary_assumptions(
    std::span<const CandidateModel> candidates, const Reports& reports, const Ranking& usual,
    std::span<const std::vector<Agreement>> usual_agreement) {
    std::vector<OtherAssumption> all;
    for (const std::uint32_t tries : {1U, 2U, 5U}) {
        const Variant variant{.tries = tries, .wrong_times = 1};
        all.push_back(
            report_otherwise("m = " + std::to_string(tries), variant, candidates, reports, usual));
    }
    const Variant twice{.tries = std::nullopt, .wrong_times = 2};
    all.push_back(report_otherwise("2e", twice, candidates, reports, usual));
    all.push_back(wait_otherwise("half the patience", Patience::half, candidates, reports, usual,
                                 usual_agreement));
    all.push_back(wait_otherwise("twice the patience", Patience::twice, candidates, reports, usual,
                                 usual_agreement));
    return all;
}

}  // namespace cordon

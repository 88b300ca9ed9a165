#include "sim/scenario/reckoning/ranking.hh"

#include <algorithm>

namespace cordon {
namespace {

bool stands_out(const Difference& difference) {
    return difference.bits >= least_difference_bits &&
           difference.bits >= least_difference_errors * difference.error;
}

bool goes_before(const Ranked& a, const Ranked& b) {
    if (a.breaks_control != b.breaks_control) return !a.breaks_control;
    return a.score.bits > b.score.bits;
}

}  // namespace

Ranking rank(std::span<const CandidateFit> candidates, std::span<const Status> said,
             const Reports& reports, const std::vector<bool>& breaks_control) {
    Ranking ranking;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        ranking.order.push_back({.candidate = i,
                                 .score = score_of(candidates[i], said, reports),
                                 .to_first = {},
                                 .breaks_control = breaks_control.at(i)});
    }
    std::stable_sort(ranking.order.begin(), ranking.order.end(), goes_before);
    if (ranking.order.empty()) return ranking;
    const Score& first = ranking.order.front().score;
    ranking.first_is_preferred = !ranking.order.front().breaks_control;
    for (std::size_t i = 1; i < ranking.order.size(); ++i) {
        Ranked& ranked = ranking.order[i];
        ranked.to_first = difference(first, ranked.score, reports);
        ranked.told_apart = stands_out(ranked.to_first);
        if (!ranked.told_apart && !ranked.breaks_control) ranking.first_is_preferred = false;
    }
    return ranking;
}

std::vector<std::size_t> best_candidates(std::span<const CandidateFit> candidates,
                                         std::span<const Status> said, const Reports& reports) {
    std::vector<std::size_t> best;
    double most = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const double bits = score_of(candidates[i], said, reports).bits;
        if (!best.empty() && bits < most) continue;
        if (bits != most) best.clear();
        best.push_back(i);
        most = bits;
    }
    return best;
}

}  // namespace cordon

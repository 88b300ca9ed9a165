#include "sim/scenario/reckoning/recovery.hh"

#include <algorithm>
#include <numeric>

#include "sim/scenario/reckoning/made_up.hh"
#include "sim/scenario/reckoning/ranking.hh"

namespace cordon {

std::vector<std::vector<std::size_t>> Recovery::not_told_apart() const {
    const std::size_t count = explained.size();
    std::vector<std::size_t> group(count);
    std::iota(group.begin(), group.end(), 0U);
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) {
            if (5 * (explained[a][b] + explained[b][a]) < 2 * sets) continue;
            const auto [into, from] = std::minmax({group[a], group[b]});
            std::replace(group.begin(), group.end(), from, into);
        }
    }
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t first = 0; first < count; ++first) {
        std::vector<std::size_t> members;
        for (std::size_t i = first; i < count; ++i) {
            if (group[i] == first) members.push_back(i);
        }
        if (members.size() > 1) groups.push_back(std::move(members));
    }
    return groups;
}

Recovery recover(std::span<const CandidateFit> candidates, const Reports& reports,
                 std::uint32_t sets, std::uint64_t seed, const TellStep& tell) {
    Recovery recovery{.sets = sets, .named = {}, .explained = {}};
    const std::vector<Status> real = statuses_of(reports);
    for (const CandidateFit& truth : candidates) {
        const ReportMaker maker(truth, reports, real, seed);
        std::vector<std::uint32_t> named(candidates.size()), explained(candidates.size());
        for (std::uint32_t k = 0; k < sets; ++k) {
            tell_step(tell, recovery.named.size() * sets + k, candidates.size() * sets,
                      "made-up sets of reports");
            const auto best = best_candidates(candidates, maker.make("recovery", k), reports);
            if (best.size() == 1) ++named[best.front()];
            for (const std::size_t one : best) ++explained[one];
        }
        recovery.named.push_back(std::move(named));
        recovery.explained.push_back(std::move(explained));
    }
    return recovery;
}

}  // namespace cordon

#include "sim/scenario/reckoning/recovery.hh"

#include "sim/scenario/reckoning/made_up.hh"
#include "sim/scenario/reckoning/ranking.hh"

namespace cordon {

Recovery recover(std::span<const CandidateFit> candidates, const Reports& reports,
                 std::uint32_t sets, std::uint64_t seed, const TellStep& tell) {
    Recovery recovery{.sets = sets, .named = {}};
    const std::vector<Status> real = statuses_of(reports);
    for (const CandidateFit& truth : candidates) {
        const ReportMaker maker(truth, reports, real, seed);
        std::vector<std::uint32_t> named(candidates.size());
        for (std::uint32_t k = 0; k < sets; ++k) {
            tell_step(tell, recovery.named.size() * sets + k, candidates.size() * sets,
                      "made-up sets of reports");
            const auto best = best_candidate(candidates, maker.make("recovery", k), reports);
            if (best) ++named[*best];
        }
        recovery.named.push_back(std::move(named));
    }
    return recovery;
}

}  // namespace cordon

#include "sim/scenario/reckoning/shuffled.hh"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/core/keyed_random.hh"

namespace cordon {
namespace {

double most_saved(std::span<const CandidateFit> candidates, std::span<const Status> said,
                  const Reports& reports) {
    double most = score_of(candidates.front(), said, reports).saved();
    for (const CandidateFit& candidate : candidates.subspan(1)) {
        most = std::max(most, score_of(candidate, said, reports).saved());
    }
    return most;
}

/// Deals the statuses of these rows anew (Fisher and Yates).
void deal(std::vector<Status>& said, const std::vector<std::size_t>& rows,
          const KeyedRandom& draws) {
    for (std::size_t left = rows.size(); left > 1; --left) {
        KeyedRandom draw = draws;
        const std::size_t other = draw.mix(left).below(left);
        std::swap(said[rows[left - 1]], said[rows[other]]);
    }
}

}  // namespace

ShuffledControl shuffle(std::span<const CandidateFit> candidates, const Reports& reports,
                        std::uint32_t deals, std::uint64_t seed, const TellStep& tell) {
    std::vector<std::vector<std::size_t>> rows(reports.waves.size());
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        if (row.use == ReportUse::fit && row.wave) rows[*row.wave].push_back(i);
    }
    const std::vector<Status> real = statuses_of(reports);
    ShuffledControl control{.deals = deals, .best_saved = most_saved(candidates, real, reports)};
    for (std::uint32_t k = 0; k < deals; ++k) {
        tell_step(tell, k, deals, "shuffled sets of reports");
        std::vector<Status> said = real;
        for (std::size_t wave = 0; wave < rows.size(); ++wave) {
            KeyedRandom draws(seed, "shuffled");
            deal(said, rows[wave], draws.mix(k).mix(wave));
        }
        if (most_saved(candidates, said, reports) < control.best_saved) ++control.beaten;
    }
    return control;
}

}  // namespace cordon

#include "sim/scenario/reckoning/score.hh"

#include <cmath>

namespace cordon {
namespace {

constexpr double log2_of_3 = 1.584962500721156;

/// Which origins have rows that are fitted in some wave: only these are predicted.
std::vector<bool> scored_origins(const Reports& reports) {
    std::vector<bool> scored(reports.origins.size());
    for (const Report& row : reports.rows) {
        if (row.use == ReportUse::fit && row.wave) scored[row.origin] = true;
    }
    return scored;
}

}  // namespace

CandidateFit fit_of(const CandidateModel& model, const Reports& reports) {
    CandidateFit fit{.name = model.name, .waves = {}};
    for (std::size_t wave = 0; wave < model.waves.size(); ++wave) {
        fit.waves.emplace_back(model.waves[wave], reports, wave);
    }
    return fit;
}

double Score::saved() const {
    return bits + static_cast<double>(reports) * log2_of_3;
}

Score score_of(const CandidateFit& fit, std::span<const Status> said, const Reports& reports) {
    Score score;
    score.by_origin.assign(reports.origins.size(), 0);
    for (const WaveFit& wave : fit.waves) {
        const WaveEvidence evidence = wave.evidence(said);
        const double all = evidence.all.bits();
        score.evidence += all;
        for (std::size_t origin = 0; origin < score.by_origin.size(); ++origin) {
            score.by_origin[origin] += all - evidence.without[origin].bits();
        }
        for (const RowGroup& group : wave.groups()) score.reports += group.rows.size();
    }
    for (const double bits : score.by_origin) score.bits += bits;
    return score;
}

std::vector<Status> statuses_of(const Reports& reports) {
    std::vector<Status> said;
    for (const Report& row : reports.rows) said.push_back(row.said);
    return said;
}

Difference difference(const Score& better, const Score& worse, const Reports& reports) {
    const std::vector<bool> scored = scored_origins(reports);
    Difference difference;
    double squares = 0, count = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        if (!scored[i]) continue;
        const double bits = better.by_origin[i] - worse.by_origin[i];
        difference.bits += bits;
        squares += bits * bits;
        count += 1;
    }
    if (count < 2) {
        difference.error = std::fabs(difference.bits);  // one voice supports no preference
        return difference;
    }
    const double mean = difference.bits / count;
    const double variance = (squares - count * mean * mean) / (count - 1);
    difference.error = std::sqrt(std::fmax(0, variance) * count);
    return difference;
}

}  // namespace cordon

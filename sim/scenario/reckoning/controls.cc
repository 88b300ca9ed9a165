#include "sim/scenario/reckoning/controls.hh"

#include <algorithm>

namespace cordon {
namespace {

/// Sums of shares of exactly nine in ten may round to a little less.
constexpr double rounding = 1e-9;

double likely_share(const WaveFit& fit, const std::vector<double>& weights, std::size_t row) {
    double share = 0;
    for (std::size_t point = 0; point < weights.size(); ++point) {
        double sum = 0;
        for (std::size_t level = 0; level < spread_levels; ++level) {
            sum += fit.design().share(point, level, row);
        }
        share += weights[point] * sum / static_cast<double>(spread_levels);
    }
    return share;
}

}  // namespace

std::vector<ControlResult> check_controls(const CandidateModel& model, const CandidateFit& fit,
                                          std::span<const Status> said, const Reports& reports) {
    std::vector<std::vector<double>> weights;
    for (const WaveFit& wave : fit.waves) weights.push_back(wave.weights(said));
    std::vector<ControlResult> results;
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        if (row.use != ReportUse::control) continue;
        const bool in_wave = row.wave && *row.wave < fit.waves.size();
        const double share = in_wave ? likely_share(fit.waves[*row.wave], weights[*row.wave], i)
                                     : model.off.at(row.probe).share();
        results.push_back(
            {.row = i, .share = share, .holds = share >= least_control_share - rounding});
    }
    return results;
}

bool breaks_a_control(std::span<const ControlResult> results) {
    return std::any_of(results.begin(), results.end(),
                       [](const ControlResult& result) { return !result.holds; });
}

}  // namespace cordon

#include "sim/scenario/reckoning/fit.hh"

#include <algorithm>

namespace cordon {
namespace {

const std::vector<std::size_t>& rows_without(const RowGroup& group,
                                             std::optional<std::size_t> origin) {
    if (!origin) return group.rows;
    const auto found = std::find_if(group.without.begin(), group.without.end(),
                                    [&](const auto& w) { return w.origin == *origin; });
    return found == group.without.end() ? group.rows : found->rows;
}

}  // namespace

WaveFit::WaveFit(const WaveModel& model, const Reports& reports, std::size_t wave)
    : design_(model, reports, wave),
      groups_(groups_of(reports, wave)),
      origins_(reports.origins.size()) {}

/// The chance of what these rows say together: averaged over the level that they share.
double WaveFit::group_chance(std::size_t point, std::span<const std::size_t> rows,
                             std::span<const Status> said) const {
    double sum = 0;
    for (std::size_t level = 0; level < spread_levels; ++level) {
        double chance = 1;
        for (const std::size_t row : rows) {
            chance *= design_.chances(point, level, row)[static_cast<std::size_t>(said[row])];
        }
        sum += chance;
    }
    return sum / static_cast<double>(spread_levels);
}

WaveEvidence WaveFit::evidence(std::span<const Status> said) const {
    WaveEvidence evidence{.all = {}, .without = std::vector<Scaled>(origins_)};
    std::vector<double> quotients(origins_);
    for (std::size_t point = 0; point < design_.points(); ++point) {
        Scaled all{1};
        // What the chance of all becomes when an origin is left out, as a quotient.
        std::fill(quotients.begin(), quotients.end(), 1.0);
        for (const RowGroup& group : groups_) {
            const double chance = group_chance(point, group.rows, said);
            all.multiply(chance);
            for (const auto& without : group.without) {
                const double left =
                    without.rows.empty() ? 1 : group_chance(point, without.rows, said);
                quotients[without.origin] *= left / chance;
            }
        }
        evidence.all.add(all);
        for (std::size_t origin = 0; origin < origins_; ++origin) {
            Scaled without = all;
            without.multiply(quotients[origin]);
            evidence.without[origin].add(without);
        }
    }
    const double share = 1 / static_cast<double>(design_.points());
    evidence.all.multiply(share);
    for (Scaled& without : evidence.without) without.multiply(share);
    return evidence;
}

std::vector<double> WaveFit::weights(std::span<const Status> said,
                                     std::optional<std::size_t> left_out) const {
    std::vector<Scaled> chances(design_.points(), Scaled{1});
    Scaled sum;
    for (std::size_t point = 0; point < chances.size(); ++point) {
        for (const RowGroup& group : groups_) {
            const auto& rows = rows_without(group, left_out);
            if (!rows.empty()) chances[point].multiply(group_chance(point, rows, said));
        }
        sum.add(chances[point]);
    }
    std::vector<double> weights;
    weights.reserve(chances.size());
    for (const Scaled& chance : chances) weights.push_back(chance.over(sum));
    return weights;
}

std::array<double, spread_levels> WaveFit::levels(std::size_t point,
                                                  std::optional<std::size_t> place,
                                                  std::span<const Status> said,
                                                  std::optional<std::size_t> left_out) const {
    std::array<double, spread_levels> likely{};
    likely.fill(1.0 / static_cast<double>(spread_levels));
    const auto group = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const RowGroup& g) { return place && g.place == place; });
    if (group == groups_.end()) return likely;
    double sum = 0;
    for (std::size_t level = 0; level < spread_levels; ++level) {
        for (const std::size_t row : rows_without(*group, left_out)) {
            likely[level] *=
                design_.chances(point, level, row)[static_cast<std::size_t>(said[row])];
        }
        sum += likely[level];
    }
    for (double& chance : likely) chance /= sum;
    return likely;
}

}  // namespace cordon

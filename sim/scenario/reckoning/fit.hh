#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/row_groups.hh"
#include "sim/scenario/reckoning/scaled.hh"
#include "sim/scenario/reckoning/wave_design.hh"

namespace cordon {

/// How likely the reports of a wave are under a candidate, averaged over the settings of its dials;
/// and without each origin's. The chance of an origin's reports, predicted from the others, is
/// `all` over `without`.
struct WaveEvidence {
    Scaled all;
    std::vector<Scaled> without;  // by origin; of one that has no part in the wave, `all`
};

/// One wave of a candidate and the reports of it: weighs the settings of the dials by what was
/// said. `said` holds a status for each row of the reports, so that dealt anew and made-up sets of
/// reports are judged by the same tables. Views of nothing: holds what it needs.
class WaveFit {
public:
    WaveFit(const WaveModel& model, const Reports& reports, std::size_t wave);

    [[nodiscard]] WaveEvidence evidence(std::span<const Status> said) const;

    /// How likely each setting is once the reports are heard, those of one origin left out or not.
    [[nodiscard]] std::vector<double> weights(std::span<const Status> said,
                                              std::optional<std::size_t> left_out = {}) const;

    /// How likely each level of the spread is in a place, at a setting, after what the fitted
    /// reports say of the place; without a place or reports of it all are alike.
    [[nodiscard]] std::array<double, spread_levels> levels(
        std::size_t point, std::optional<std::size_t> place, std::span<const Status> said,
        std::optional<std::size_t> left_out = {}) const;

    [[nodiscard]] const WaveDesign& design() const { return design_; }
    [[nodiscard]] const std::vector<RowGroup>& groups() const { return groups_; }

private:
    [[nodiscard]] double group_chance(std::size_t point, std::span<const std::size_t> rows,
                                      std::span<const Status> said) const;

    WaveDesign design_;
    std::vector<RowGroup> groups_;
    std::size_t origins_;
};

}  // namespace cordon

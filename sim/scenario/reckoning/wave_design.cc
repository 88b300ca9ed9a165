#include "sim/scenario/reckoning/wave_design.hh"

#include <algorithm>
#include <array>

namespace cordon {
namespace {

/// How many turns of a dial are tried.
std::size_t turns_of(const ModelDial& dial) {
    switch (dial.is) {
        case ModelDial::Is::strength:
            return 9;
        case ModelDial::Is::unevenness:
            return 3;
        case ModelDial::Is::own:
            return 5;
    }
    return 1;
}

double unevenness(const std::vector<ModelDial>& dials, const std::vector<double>& turns) {
    for (std::size_t i = 0; i < dials.size(); ++i) {
        if (dials[i].is == ModelDial::Is::unevenness) return turns[i];
    }
    return 0;
}

/// Where a level stands on the axes of the table.
std::array<std::vector<double>, spread_levels> places_on_axes(const WaveModel& model,
                                                              const std::vector<double>& turns) {
    const double uneven = unevenness(model.dials, turns);
    std::array<std::vector<double>, spread_levels> places;
    for (std::size_t i = 0; i < model.dials.size(); ++i) {
        if (model.dials[i].is == ModelDial::Is::unevenness) continue;
        const bool spreads = model.dials[i].is == ModelDial::Is::strength;
        const auto levels = spread_out(turns[i], spreads ? uneven : 0);
        for (std::size_t level = 0; level < spread_levels; ++level) {
            places[level].push_back(levels[level]);
        }
    }
    return places;
}

}  // namespace

WaveDesign::WaveDesign(const WaveModel& model, const Reports& reports, std::size_t wave)
    : slot_of_row_(reports.rows.size(), 0) {
    for (std::size_t i = 0; i < reports.rows.size(); ++i) {
        const Report& row = reports.rows[i];
        if (row.wave != wave) continue;
        const Slot slot{row.probe, row.tries, row.wrong};
        const auto found = std::find(slots_.begin(), slots_.end(), slot);
        slot_of_row_[i] = static_cast<std::size_t>(found - slots_.begin());
        if (found == slots_.end()) slots_.push_back(slot);
    }
    lay_out(model);
    shares_.resize(points() * spread_levels * slots_.size());
    chances_.resize(shares_.size());
    for (std::size_t point = 0; point < points(); ++point) fill(model, point);
}

void WaveDesign::lay_out(const WaveModel& model) {
    turns_.assign(1, {});
    for (const ModelDial& dial : model.dials) {
        const std::size_t count = turns_of(dial);
        std::vector<std::vector<double>> crossed;
        for (const std::vector<double>& before : turns_) {
            for (std::size_t i = 0; i < count; ++i) {
                crossed.push_back(before);
                crossed.back().push_back(static_cast<double>(i) / static_cast<double>(count - 1));
            }
        }
        turns_ = std::move(crossed);
    }
}

void WaveDesign::fill(const WaveModel& model, std::size_t point) {
    const auto places = places_on_axes(model, turns_[point]);
    for (std::size_t level = 0; level < spread_levels; ++level) {
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            const std::size_t at = (point * spread_levels + level) * slots_.size() + i;
            shares_[at] = model.table.share(slots_[i].probe, places[level]);
            chances_[at] = status_chances(shares_[at], slots_[i].tries, slots_[i].wrong);
        }
    }
}

}  // namespace cordon

#include "sim/scenario/telling/response_text.hh"

#include <algorithm>

#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"
#include "sim/scenario/telling/told.hh"

namespace cordon {
namespace {

/// The dials that have an axis, in the order of the axes.
std::vector<ModelDial> on_axes(const WaveModel& wave) {
    std::vector<ModelDial> dials;
    for (const ModelDial& dial : wave.dials) {
        if (dial.is != ModelDial::Is::unevenness) dials.push_back(dial);
    }
    return dials;
}

/// The index of the crossing at these places on the axes.
std::size_t crossing_at(const ResponseTable& table, const std::vector<std::size_t>& places) {
    std::size_t crossing = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        crossing = crossing * table.axes()[i].turns.size() + places[i];
    }
    return crossing;
}

/// Where each dial stands while one of them is turned.
std::vector<std::size_t> resting_places(const WaveModel& wave) {
    std::vector<std::size_t> places;
    const std::vector<ModelDial> dials = on_axes(wave);
    for (std::size_t i = 0; i < dials.size(); ++i) {
        const bool is_own = dials[i].is == ModelDial::Is::own;
        places.push_back(is_own ? wave.table.axes()[i].turns.size() / 2 : 0);
    }
    return places;
}

std::string curves_along(const WaveModel& wave, std::size_t axis,
                         const std::vector<std::string>& probes, double& worst_error) {
    const std::vector<double>& turns = wave.table.axes()[axis].turns;
    std::vector<std::string> head{"turned to"};
    for (const double turn : turns) head.push_back(percent(turn));
    TextTable table(std::move(head), 1);
    std::vector<std::size_t> places = resting_places(wave);
    for (std::size_t probe = 0; probe < probes.size(); ++probe) {
        if (!wave.table.at(probe, 0).is_known()) continue;
        std::vector<std::string> cells{safe_text(probes[probe])};
        for (std::size_t turn = 0; turn < turns.size(); ++turn) {
            places[axis] = turn;
            const TryCount& count = wave.table.at(probe, crossing_at(wave.table, places));
            worst_error = std::max(worst_error, count.share_error());
            cells.push_back(percent(count.share()));
        }
        table.add(std::move(cells));
    }
    return table.text("  ");
}

}  // namespace

std::string response_text(const WaveModel& wave, const std::vector<std::string>& probes) {
    std::string text;
    double worst_error = 0;
    const std::vector<ModelDial> dials = on_axes(wave);
    for (std::size_t axis = 0; axis < dials.size(); ++axis) {
        if (dials[axis].is != ModelDial::Is::strength) continue;
        text += "  dial " + safe_text(dials[axis].name) + "\n";
        text += curves_along(wave, axis, probes, worst_error);
    }
    if (text.empty()) return text;
    return text + "  standard error of a share: at most " + fixed(100 * worst_error, 1) + "%\n";
}

}  // namespace cordon

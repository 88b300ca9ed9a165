#include "sim/scenario/reckoning/response_table.hh"

#include <algorithm>
#include <cassert>
#include <utility>

namespace cordon {
namespace {

/// Between which two turns of an axis a number lies, and how far from the first to the second.
struct Between {
    std::size_t first = 0, second = 0;
    double way = 0;
};

Between place_on(const ResponseTable::Axis& axis, double turn) {
    const auto above = std::lower_bound(axis.turns.begin(), axis.turns.end(), turn);
    if (above == axis.turns.begin()) return {};
    if (above == axis.turns.end()) return {axis.turns.size() - 1, axis.turns.size() - 1, 0};
    const auto second = static_cast<std::size_t>(above - axis.turns.begin());
    const double low = axis.turns[second - 1], high = axis.turns[second];
    return {second - 1, second, (turn - low) / (high - low)};
}

}  // namespace

ResponseTable::Axis ResponseTable::Axis::even(std::string dial, std::size_t count) {
    Axis axis{.dial = std::move(dial), .turns = {}};
    for (std::size_t i = 0; i < count; ++i) {
        axis.turns.push_back(static_cast<double>(i) / static_cast<double>(count - 1));
    }
    return axis;
}

ResponseTable::ResponseTable(std::size_t probes, std::vector<Axis> axes)
    : probes_(probes), axes_(std::move(axes)), crossings_(1) {
    for (const Axis& axis : axes_) {
        assert(!axis.turns.empty() && std::is_sorted(axis.turns.begin(), axis.turns.end()));
        crossings_ *= axis.turns.size();
    }
    cells_.resize(probes_ * crossings_);
}

std::vector<double> ResponseTable::turns_at(std::size_t crossing) const {
    std::vector<double> turns(axes_.size());
    for (std::size_t i = axes_.size(); i-- > 0;) {
        turns[i] = axes_[i].turns[crossing % axes_[i].turns.size()];
        crossing /= axes_[i].turns.size();
    }
    return turns;
}

double ResponseTable::share(std::size_t probe, std::span<const double> turns) const {
    assert(turns.size() == axes_.size());
    // The corners around the place, doubled with each axis: their crossings and weights.
    std::vector<std::pair<std::size_t, double>> corners{{0, 1.0}};
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const Between between = place_on(axes_[i], turns[i]);
        const std::size_t before = corners.size();
        for (std::size_t c = 0; c < before; ++c) {
            const auto [crossing, weight] = corners[c];
            const std::size_t row = crossing * axes_[i].turns.size();
            corners[c] = {row + between.first, weight * (1 - between.way)};
            if (between.way > 0) corners.emplace_back(row + between.second, weight * between.way);
        }
    }
    double share = 0;
    for (const auto& [crossing, weight] : corners) share += weight * at(probe, crossing).share();
    return share;
}

}  // namespace cordon

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/try_count.hh"

namespace cordon {

/// The dose-response table of one candidate wall: which share of tries succeeds, by what is tried
/// (a probe: a function over a road) and how far each dial is turned, 0 to 1. Simulated at the
/// crossings of a grid, read anywhere.
class ResponseTable {
public:
    /// Where a dial was set for the simulations: ascending, at least one.
    struct Axis {
        std::string dial;
        std::vector<double> turns;
        /// So many turns from 0 to 1. Requires: two or more.
        [[nodiscard]] static Axis even(std::string dial, std::size_t count);
    };

    ResponseTable() = default;
    ResponseTable(std::size_t probes, std::vector<Axis> axes);

    [[nodiscard]] std::size_t probes() const { return probes_; }
    [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }
    /// Crossings of the grid, the last axis running fastest.
    [[nodiscard]] std::size_t crossings() const { return crossings_; }
    [[nodiscard]] std::vector<double> turns_at(std::size_t crossing) const;

    [[nodiscard]] const TryCount& at(std::size_t probe, std::size_t crossing) const {
        return cells_[probe * crossings_ + crossing];
    }
    void set(std::size_t probe, std::size_t crossing, TryCount count) {
        cells_[probe * crossings_ + crossing] = count;
    }

    /// The share between the crossings, linear along each axis; beyond the ends of an axis, that at
    /// its end. `turns` has one number for each axis. Requires: all cells of the probe are known.
    [[nodiscard]] double share(std::size_t probe, std::span<const double> turns) const;

private:
    std::size_t probes_ = 0;
    std::vector<Axis> axes_;
    std::size_t crossings_ = 0;
    std::vector<TryCount> cells_;
};

}  // namespace cordon

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cordon {

/// How long people wait: the usual patience of a function, or half or twice of it.
enum class Patience : std::uint8_t { usual, half, twice };

/// Tries of one function in one situation, and how many of them succeeded within the usual
/// patience, within half and within twice of it. No tries: not simulated.
struct TryCount {
    std::uint32_t tries = 0;
    std::uint32_t successes = 0;
    std::uint32_t at_half = 0;
    std::uint32_t at_double = 0;

    [[nodiscard]] bool is_known() const { return tries > 0; }
    /// Requires: is_known().
    [[nodiscard]] double share() const;
    /// The standard error of the share, from the counts (binomial, with half a try added to either
    /// side so that none of them and all of them have one too).
    [[nodiscard]] double share_error() const;

    /// The same tries of people who wait so long.
    [[nodiscard]] TryCount within(Patience patience) const;

    friend bool operator==(const TryCount&, const TryCount&) = default;
};

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

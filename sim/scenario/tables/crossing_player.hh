#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.hh"
#include "sim/scenario/tables/make_tables.hh"

namespace cordon {

/// Plays crossings with the phones and servers of a scenario: the same places, operators and ways,
/// on days spread over the wave. All plain phones count for `direct` probes, those with a VPN for
/// `vpn`, those outside the wall for `roaming` and `outside`. One thread a call.
///
/// The world's settings: losses come on top of those of every way; in an hour in which the servers
/// are silent (drawn for each phone and hour) every try of the messenger that begins in it fails,
/// on every road. Views: the scenario must outlive it.
class CrossingPlayer {
public:
    /// How much is played for one crossing.
    struct Size {
        std::uint32_t days = 8;
        std::uint32_t tries = 2;  // of each function, by each phone on each day
    };
    CrossingPlayer(const Scenario& scenario, const Size& size)
        : scenario_(&scenario), size_(size) {}

    /// What keeps a probe from being played: no phone of its road, an unknown name. Ask first.
    [[nodiscard]] std::optional<std::string> cannot_play(
        const std::vector<std::string>& probes) const;
    /// Tries of the probe for which there are the fewest.
    [[nodiscard]] std::uint32_t fewest_tries(const std::vector<std::string>& probes) const;

    /// A PlayCrossing. Requires: cannot_play() has nothing to say; the candidate takes the
    /// settings, as load_candidate() has made sure.
    [[nodiscard]] std::vector<TryCount> operator()(const Crossing& crossing,
                                                   const std::vector<std::string>& probes) const;

private:
    [[nodiscard]] Scenario scenario_for(const Crossing& crossing,
                                        const std::vector<std::string>& probes) const;

    const Scenario* scenario_;
    Size size_;
};

}  // namespace cordon

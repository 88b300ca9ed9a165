#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.hh"
#include "sim/scenario/tables/limit_sum.hh"
#include "sim/scenario/tables/make_tables.hh"
#include "sim/scenario/tables/outside_plays.hh"
#include "sim/scenario/tables/report_probe.hh"

namespace cordon {

/// Plays crossings with the phones and servers of a scenario: the same places, operators and ways,
/// on days spread over the wave. Phones inside play `direct` probes without a VPN and `vpn` ones
/// through it, those outside the wall `roaming` and `outside` ones; each of the three by
/// themselves, nothing but what the probes ask of them, and switched on around that only. Behind
/// the wall are those outside only with a site that is inside. One thread a call.
///
/// The world's settings: losses come on top of those of every way; in hours in which the servers
/// are silent (run/outage.hh) they answer nobody, on whatever road. Views: the scenario must
/// outlive it.
class CrossingPlayer {
public:
    /// How much is played for one crossing: so many days, and on each so many tries of a function
    /// by each phone that there are at least `fewest` in all.
    struct Size {
        std::uint32_t days = 9;
        std::uint32_t fewest = 100;
    };
    CrossingPlayer(const Scenario& scenario, const Size& size)
        : scenario_(&scenario),
          size_(size),
          outside_(std::make_shared<OutsidePlays>()),
          limits_(std::make_shared<LimitSum>()) {}

    /// What keeps a probe from being played: no phone of its road, an unknown name. Ask first.
    [[nodiscard]] std::optional<std::string> cannot_play(
        const std::vector<std::string>& probes) const;
    /// Tries of the probe for which there are the fewest.
    [[nodiscard]] std::uint32_t fewest_tries(const std::vector<std::string>& probes) const;

    /// A PlayCrossing. Requires: cannot_play() has nothing to say; the candidate takes the
    /// settings, as load_candidate() has made sure.
    [[nodiscard]] std::vector<TryCount> operator()(const Crossing& crossing,
                                                   const std::vector<std::string>& probes) const;
    /// How often limits of walls were hit in all that was played.
    [[nodiscard]] WallLimits limits() const { return limits_->sum(); }

private:
    [[nodiscard]] std::uint32_t tries_a_day(Manner manner) const;
    [[nodiscard]] Scenario scenario_for(const Crossing& crossing, const ProbeGroup& group,
                                        const std::vector<ReportProbe>& probes) const;

    const Scenario* scenario_;
    Size size_;
    std::shared_ptr<OutsidePlays> outside_;
    std::shared_ptr<LimitSum> limits_;
};

}  // namespace cordon

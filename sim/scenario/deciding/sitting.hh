#pragma once

#include "sim/policy/policy.hh"
#include "sim/report/wall_limits.hh"
#include "sim/scenario/deciding/finding.hh"
#include "sim/scenario/deciding/plan.hh"
#include "sim/scenario/run/cast.hh"

namespace cordon {

/// When and where probes are made: by a phone of the inside, whose chat has been open for some
/// minutes.
struct Sitting {
    Time at;
    std::size_t place = 0;  // into the scenario
    CastPhone phone;
};

/// What a probe showed, and how often the wall's limits were hit meanwhile.
struct Probed {
    Seen seen;
    WallLimits limits;
};

/// Makes one probe, in a world of its own: an earlier one leaves no trace. `policy` may be null.
[[nodiscard]] Probed play_probe(const Scenario& scenario, const Policy* policy,
                                const Sitting& sitting, const DecidingProbe& probe);

/// The scenario with ways that lose nothing and never vary: what fails then fails by the wall.
[[nodiscard]] Scenario on_clean_ways(Scenario scenario);

/// `count` sittings spread over a span, each at another time of the scenario's hours and by another
/// phone. Empty when no phone of the scenario is inside.
[[nodiscard]] std::vector<Sitting> sittings_in(const Scenario& scenario, Time from, Time to,
                                               std::uint32_t count);

}  // namespace cordon

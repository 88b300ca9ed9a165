#pragma once

#include <functional>
#include <span>

#include "sim/report/wall_limits.hh"
#include "sim/scenario/candidate/candidate.hh"
#include "sim/scenario/deciding/finding.hh"
#include "sim/scenario/deciding/plan.hh"
#include "sim/scenario/deciding/separation.hh"
#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// What the probes come to under one candidate.
struct DecidingColumn {
    std::string candidate;
    std::string stands;        // where its dials stood: "media 100%, rate 16000 bit/s"
    Settings settings;         // the same as settings
    std::uint32_t looked = 0;  // sittings, until enough were found
    bool acts = true;          // in the sittings that are shown
    std::vector<std::vector<Finding>> by_probe;  // one a sitting
    WallLimits limits;  // how often they were hit, those of sittings passed over included
};

/// By simulation: what each probe would have shown under each candidate.
struct DecidingTable {
    std::vector<DecidingColumn> columns;  // in the order of the candidates
    Separation separation;
};

/// What a table is made of. All is borrowed.
struct DecidingInput {
    const Scenario& scenario;
    const DecidingPlan& plan;
    const Wave& wave;
    std::span<const Candidate* const> candidates;
    /// By candidate: its dials in the wave, but that of unevenness, as the reports leave them.
    std::span<const std::vector<double>> turns;
};

/// Sittings that are shown of each candidate, and looked through to find as many in which it acts.
inline constexpr std::uint32_t sittings_shown = 5, sittings_looked_through = 20;

/// The ways are clean. Dials that say when a wall acts are complete, the others as the reports
/// leave them; sittings in which the plan's function works as usual are passed over, but where a
/// candidate never acts its first ones are shown. The same whatever the number of threads; `stop`
/// ends it early, and what it gives is then worthless.
[[nodiscard]] DecidingTable make_deciding_table(const DecidingInput& input, unsigned threads,
                                                const std::function<bool()>& stop);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/scenario/reckoning/agreement.hh"
#include "sim/scenario/reckoning/controls.hh"
#include "sim/scenario/reckoning/ranking.hh"
#include "sim/scenario/reckoning/recovery.hh"
#include "sim/scenario/reckoning/sensitivity.hh"
#include "sim/scenario/reckoning/shuffled.hh"
#include "sim/scenario/reckoning/tell_step.hh"

namespace cordon {

/// How many sets are dealt and made up. Fewer are for demonstrations, which say so.
struct ReckoningSize {
    std::uint32_t deals = 100;       // of the shuffled control
    std::uint32_t recoveries = 100;  // sets made up from each candidate
    std::uint32_t made_up = 200;     // sets for the share of each row
};

/// Candidates beside reports, with all the checks without which there is no ranking. Vectors over
/// candidates stand in the order in which these were given.
struct Reckoning {
    Reports reports;
    std::vector<std::vector<ControlResult>> controls;  // by candidate
    Ranking ranking;
    std::vector<std::vector<Agreement>> agreement;  // by candidate
    ShuffledControl shuffled;
    Recovery recovery;
    std::vector<OtherAssumption> sensitivity;
    /// How far each dial is turned on average over what the reports leave likely; by candidate,
    /// then wave, in the order of the model's dials.
    std::vector<std::vector<std::vector<double>>> likely_turns;
    ReckoningSize size;

    /// The reports single out the candidate that leads: it is preferred, no null wall leads, the
    /// shuffled control holds, and it is identifiable.
    [[nodiscard]] bool names_a_wall(std::span<const CandidateModel> candidates) const;
};

/// Deterministic: the same inputs and seed give the same figures on every machine. Requires: at
/// least one candidate; every table covers all probes that reports of its wave ask for.
[[nodiscard]] Reckoning reckon(std::span<const CandidateModel> candidates, const Reports& reports,
                               std::uint64_t seed, const ReckoningSize& size = {},
                               const TellStep& tell = {});

}  // namespace cordon

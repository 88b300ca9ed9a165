#pragma once

#include <string_view>
#include <vector>

#include "sim/scenario/candidate/candidate.hh"

namespace cordon {

/// What is to be simulated for the dose-response table of one candidate in one wave: at each
/// crossing of the axes, in the order of ResponseTable, these settings.
struct TablePlan {
    std::vector<ResponseTable::Axis> axes;
    std::vector<Settings> crossings;
};

/// Five turns of each dial of strength, off and complete among them, and three of the mechanism's
/// own: between them the shares are read off linearly. With two dials of strength and one own these
/// are 75 crossings.
[[nodiscard]] TablePlan plan_table(const Candidate& candidate, std::string_view wave);

}  // namespace cordon

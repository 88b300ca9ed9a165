#include "sim/scenario/candidate/table_plan.hh"

namespace cordon {
namespace {

constexpr std::size_t strength_turns = 5, own_turns = 3;

std::size_t turns_of(const ModelDial& dial) {
    return dial.is == ModelDial::Is::strength ? strength_turns : own_turns;
}

}  // namespace

TablePlan plan_table(const Candidate& candidate, std::string_view wave) {
    TablePlan plan;
    for (const ModelDial& dial : candidate.model_dials(wave)) {
        if (dial.is == ModelDial::Is::unevenness) continue;
        plan.axes.push_back(ResponseTable::Axis::even(dial.name, turns_of(dial)));
    }
    const ResponseTable grid(0, plan.axes);
    for (std::size_t crossing = 0; crossing < grid.crossings(); ++crossing) {
        plan.crossings.push_back(settings_at(candidate, wave, grid.turns_at(crossing)));
    }
    return plan;
}

}  // namespace cordon

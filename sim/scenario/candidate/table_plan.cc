#include "sim/scenario/candidate/table_plan.hh"

namespace cordon {
namespace {

constexpr std::size_t strength_turns = 5, own_turns = 3;

ResponseTable::Axis axis_of(const ModelDial& dial) {
    const std::size_t count = dial.is == ModelDial::Is::strength ? strength_turns : own_turns;
    ResponseTable::Axis axis{.dial = dial.name, .turns = {}};
    for (std::size_t i = 0; i < count; ++i) {
        axis.turns.push_back(static_cast<double>(i) / static_cast<double>(count - 1));
    }
    return axis;
}

}  // namespace

TablePlan plan_table(const Candidate& candidate, std::string_view wave) {
    TablePlan plan;
    for (const ModelDial& dial : candidate.model_dials(wave)) {
        if (dial.is != ModelDial::Is::unevenness) plan.axes.push_back(axis_of(dial));
    }
    const ResponseTable grid(0, plan.axes);
    for (std::size_t crossing = 0; crossing < grid.crossings(); ++crossing) {
        plan.crossings.push_back(settings_at(candidate, wave, grid.turns_at(crossing)));
    }
    return plan;
}

}  // namespace cordon

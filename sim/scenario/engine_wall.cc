#include "sim/scenario/engine_wall.hh"

namespace cordon {

void EngineWall::on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) {
    exit_.set_output(&out);
    engine_.on_arrivals(arrivals, exit_);
}

void EngineWall::on_timer(Time now, WallOutput& out) {
    exit_.set_output(&out);
    engine_.on_timer(now, exit_);
}

WallLimits EngineWall::limits() const {
    const EngineCounts counts = engine_.counts();
    const Actor::Counts actions = engine_.action_counts();
    return {.flows_evicted = counts.flows_evicted,
            .no_room_to_hold = actions.no_room_to_hold,
            .buckets_forgotten = actions.buckets_forgotten,
            .residuals_refused = counts.residuals_refused,
            .streams_given_up = counts.streams_given_up};
}

}  // namespace cordon

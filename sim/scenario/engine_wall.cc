#include "sim/scenario/engine_wall.hh"

#include "sim/scenario/limits.hh"

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
    return limits_of(engine_);
}

}  // namespace cordon

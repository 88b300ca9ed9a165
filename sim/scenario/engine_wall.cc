#include "sim/scenario/engine_wall.hh"

#include "sim/report/comment.hh"
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

void EngineWall::Exit::left(const Departure& departure) {
    Arrival packet = departure.arrival;
    if (!note_.comments.empty()) {
        const auto rule = static_cast<std::size_t>(departure.because);
        const bool is_known = rule < policy_->rules.size();
        write_comment(note_.comments.front(),
                      is_known ? std::string_view(policy_->rules[rule].name) : std::string_view(),
                      departure);
        packet.note = &note_;
    }
    out_->leaves({&packet, 1});
}

WallLimits EngineWall::limits() const {
    return limits_of(engine_);
}

}  // namespace cordon

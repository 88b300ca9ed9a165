#include "sim/scenario/reenact/tap.hh"

namespace cordon {

void Tap::on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) {
    out_ = &out;
    if (wall_ == nullptr) return leaves(arrivals);
    wall_->on_arrivals(arrivals, *this);
}

void Tap::on_timer(Time now, WallOutput& out) {
    out_ = &out;
    if (wall_ != nullptr) wall_->on_timer(now, *this);
}

std::optional<Time> Tap::next_timer() const {
    return wall_ == nullptr ? std::nullopt : wall_->next_timer();
}

void Tap::leaves(std::span<const Arrival> packets) {
    reduction_.add(packets);
    out_->leaves(packets);
}

}  // namespace cordon

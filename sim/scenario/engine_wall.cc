#include "sim/scenario/engine_wall.hh"

namespace cordon {

EngineWall::EngineWall(const Policy& policy, const Engine::Options& options, Emit* events)
    : engine_(policy, options), split_(events) {}

void EngineWall::on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) {
    split_.set_output(&out);
    engine_.on_arrivals(arrivals, split_);
}

void EngineWall::on_timer(Time now, WallOutput& out) {
    split_.set_output(&out);
    engine_.on_timer(now, split_);
}

void EngineWall::finish(WallOutput& out) {
    split_.set_output(&out);
    engine_.finish(split_);
}

void EngineWall::Split::passed(std::span<const Arrival> run) {
    out_->leaves(run);
    if (events_ != nullptr) events_->passed(run);
}

void EngineWall::Split::left(const Departure& departure) {
    out_->leaves({&departure.arrival, 1});
    if (events_ != nullptr) events_->left(departure);
}

void EngineWall::Split::removed(const Removal& removal) {
    out_->removed(removal.arrival);
    if (events_ != nullptr) events_->removed(removal);
}

void EngineWall::Split::flow_ended(const FlowEnded& event) {
    if (events_ != nullptr) events_->flow_ended(event);
}

void EngineWall::Split::protocol_seen(const ProtocolSeen& event) {
    if (events_ != nullptr) events_->protocol_seen(event);
}

void EngineWall::Split::rule_decided(const RuleDecided& event) {
    if (events_ != nullptr) events_->rule_decided(event);
}

void EngineWall::Split::flow_dropped(const FlowDropped& event) {
    if (events_ != nullptr) events_->flow_dropped(event);
}

}  // namespace cordon

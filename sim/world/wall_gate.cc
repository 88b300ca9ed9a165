#include "sim/world/wall_gate.hh"

#include <algorithm>

#include "sim/world/world.hh"

namespace cordon {

void WallGate::arrive(PacketPtr packet) {
    const Time now = world_->queue().now();
    packet->frame = ++frames_;
    ++counts_.arrived;
    const Arrival arrival = World::arrival_of(*packet, now);
    World::tell_arrived(*packet, arrival);
    if (wall_ == nullptr) {
        ++counts_.left;
        World::tell_left(*packet, arrival);
        world_->go_on_from_wall(std::move(packet), now);
        return;
    }
    if (gathered_.empty()) first_gathered_ = packet->frame;
    arrivals_.push_back(arrival);
    gathered_.push_back(std::move(packet));
    if (gathered_.size() >= most_gathered) judge_gathered();
    plan();
}

/// Wakes when the first gathered packet must be judged, or the wall wants to be called.
void WallGate::plan() {
    Time wanted = Time::max();
    if (!gathered_.empty()) wanted = later_by(arrivals_.front().at, lookahead_);
    if (const auto timer = wall_->next_timer()) wanted = std::min(wanted, *timer);
    if (wanted == event_at_) return;
    world_->queue().cancel(event_);
    event_ = TimerId::none;
    event_at_ = wanted;
    if (wanted != Time::max()) event_ = world_->queue().call_at(wanted, *this);
}

void WallGate::on_event() {
    event_ = TimerId::none;
    event_at_ = Time::max();
    if (wall_ == nullptr) return;
    judge_gathered();
    const Time now = world_->queue().now();
    if (wall_->next_timer().value_or(Time::max()) <= now) wall_->on_timer(now, *this);
    plan();
}

void WallGate::judge_gathered() {
    if (gathered_.empty()) return;
    wall_->on_arrivals(arrivals_, *this);
    for (PacketPtr& packet : gathered_) {
        if (!packet) continue;
        const std::uint64_t frame = packet->frame;
        held_.emplace(frame, std::move(packet));
    }
    gathered_.clear();
    arrivals_.clear();
}

PacketPtr WallGate::take(std::uint64_t frame) {
    const std::uint64_t at = frame - first_gathered_;
    if (frame >= first_gathered_ && at < gathered_.size()) return std::move(gathered_[at]);
    const auto found = held_.find(frame);
    if (found == held_.end()) return nullptr;
    PacketPtr packet = std::move(found->second);
    held_.erase(found);
    return packet;
}

void WallGate::leaves(std::span<const Arrival> packets) {
    for (const Arrival& arrival : packets) {
        PacketPtr packet = arrival.frame != 0 ? take(arrival.frame) : world_->adopt(arrival);
        if (!packet) continue;
        ++(arrival.frame != 0 ? counts_.left : counts_.made);
        World::tell_left(*packet, arrival);
        world_->go_on_from_wall(std::move(packet), arrival.at);
    }
}

void WallGate::removed(const Arrival& packet) {
    if (take(packet.frame)) ++counts_.removed;
}

}  // namespace cordon

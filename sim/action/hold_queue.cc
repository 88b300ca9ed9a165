#include "sim/action/hold_queue.hh"

#include <algorithm>
#include <string>
#include <utility>

namespace cordon {

std::uint64_t HoldQueue::cost_of(const Arrival& arrival) {
    std::uint64_t cost = sizeof(Held) + sizeof(Waiting) + arrival.bytes.size();
    if (arrival.note == nullptr) return cost;
    for (const std::string& comment : arrival.note->comments) {
        cost += sizeof(std::string) + comment.size();
    }
    return cost;
}

bool HoldQueue::hold(const Departure& departure) {
    const Arrival& arrival = departure.arrival;
    const std::uint64_t cost = cost_of(arrival);
    if (!has_room_for(arrival)) return false;
    auto held = std::make_unique<Held>();
    held->departure = departure;
    held->bytes.assign(arrival.bytes.begin(), arrival.bytes.end());
    if (arrival.note != nullptr) held->note = *arrival.note;
    held->departure.arrival.bytes = held->bytes;
    held->departure.arrival.note = held->note ? &*held->note : nullptr;
    held->cost = cost;
    waiting_.push_back({.due = arrival.at, .order = held_so_far_++, .packet = std::move(held)});
    std::push_heap(waiting_.begin(), waiting_.end(), LeavesLater{});
    held_bytes_ += cost;
    return true;
}

std::optional<Time> HoldQueue::next_due() const {
    if (waiting_.empty()) return std::nullopt;
    return waiting_.front().due;
}

void HoldQueue::release_due(Time now, Emit& emit) {
    while (!waiting_.empty() && waiting_.front().due <= now) release_first(emit);
}

void HoldQueue::release_all(Emit& emit) {
    while (!waiting_.empty()) release_first(emit);
}

void HoldQueue::release_first(Emit& emit) {
    std::pop_heap(waiting_.begin(), waiting_.end(), LeavesLater{});
    const std::unique_ptr<const Held> first = std::move(waiting_.back().packet);
    waiting_.pop_back();
    held_bytes_ -= first->cost;
    emit.left(first->departure);
}

}  // namespace cordon

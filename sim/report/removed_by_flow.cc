#include "sim/report/removed_by_flow.hh"

namespace cordon {

/// Where the flow stands, or the empty place where it would.
std::size_t RemovedByFlow::find(std::uint64_t flow_id) const {
    std::size_t at = flow_id & (places_.size() - 1);
    while (places_[at].flow_id != 0 && places_[at].flow_id != flow_id) at = after(at);
    return at;
}

void RemovedByFlow::add(std::uint64_t flow_id, const Arrival& packet) {
    std::size_t at = find(flow_id);
    if (places_[at].flow_id == 0) {
        if ((size_ + 1) * 2 > places_.size()) {
            resize(places_.size() * 2);
            at = find(flow_id);
        }
        places_[at].flow_id = flow_id;
        ++size_;
    }
    places_[at].removed.add(packet);
}

PacketCount RemovedByFlow::take(std::uint64_t flow_id) {
    const std::size_t at = find(flow_id);
    if (places_[at].flow_id == 0) return {};
    const PacketCount removed = places_[at].removed;
    close_gap(at);
    --size_;
    if (places_.size() > least_places && size_ * 16 < places_.size()) resize(places_.size() / 2);
    return removed;
}

/// Moves back each following flow that its own search would not miss.
void RemovedByFlow::close_gap(std::size_t gap) {
    const std::size_t mask = places_.size() - 1;
    for (std::size_t at = after(gap); places_[at].flow_id != 0; at = after(at)) {
        const std::size_t wanted = places_[at].flow_id & mask;
        if (((at - wanted) & mask) >= ((at - gap) & mask)) {
            places_[gap] = places_[at];
            gap = at;
        }
    }
    places_[gap] = {};
}

void RemovedByFlow::resize(std::size_t places) {
    std::vector<Place> old(places);
    old.swap(places_);
    for (const Place& place : old) {
        if (place.flow_id != 0) places_[find(place.flow_id)] = place;
    }
}

}  // namespace cordon

#include "sim/report/removed_by_flow.hh"

namespace cordon {

/// Where the flow stands, or the empty place at the end of the search for it.
std::size_t RemovedByFlow::find(std::uint64_t flow_id) const {
    std::size_t at = places_.home(flow_id);
    while (!places_[at].is_empty() && places_[at].flow_id != flow_id) at = places_.after(at);
    return at;
}

void RemovedByFlow::add(std::uint64_t flow_id, const Arrival& packet) {
    const std::size_t at = find(flow_id);
    if (!places_[at].is_empty()) {
        places_[at].removed.add(packet);
        return;
    }
    Place place{.flow_id = flow_id, .removed = {}};
    place.removed.add(packet);
    places_.add(place);
}

PacketCount RemovedByFlow::take(std::uint64_t flow_id) {
    const std::size_t at = find(flow_id);
    const PacketCount removed = places_[at].removed;
    if (!places_[at].is_empty()) places_.remove(at);
    return removed;
}

}  // namespace cordon

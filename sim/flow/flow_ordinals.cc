#include "sim/flow/flow_ordinals.hh"

#include <cassert>
#include <utility>

#include "sim/flow/prefetch.hh"

namespace cordon {
namespace {

constexpr std::size_t least_places = 16;

}  // namespace

FlowOrdinals::FlowOrdinals(std::size_t capacity) : capacity_(capacity) {
    assert(capacity > 0);
}

FlowOrdinals::Count* FlowOrdinals::Generation::find(std::uint64_t hash) {
    if (places.empty()) return nullptr;
    const std::size_t mask = places.size() - 1;
    for (std::size_t at = home_of(hash); places[at].flows != 0; at = (at + 1) & mask) {
        if (places[at].hash == hash) return &places[at];
    }
    return nullptr;
}

void FlowOrdinals::Generation::place(const Count& count) {
    const std::size_t mask = places.size() - 1;
    std::size_t at = home_of(count.hash);
    while (places[at].flows != 0) at = (at + 1) & mask;
    places[at] = count;
}

void FlowOrdinals::Generation::insert(Count count) {
    if (places.empty()) places.resize(least_places);
    if ((used + 1) * 4 > places.size() * 3) {
        std::vector<Count> old(places.size() * 2);
        old.swap(places);
        for (const Count& moved : old) {
            if (moved.flows != 0) place(moved);
        }
    }
    place(count);
    ++used;
}

void FlowOrdinals::approach(std::uint64_t hash) const {
    for (const Generation* generation : {&younger_, &older_}) {
        if (generation->places.empty()) continue;
        prefetch_to_write(&generation->places[generation->home_of(hash)]);
    }
}

std::uint32_t FlowOrdinals::next(std::uint64_t hash) {
    if (Count* const known = younger_.find(hash)) {
        const std::uint32_t ordinal = known->flows;
        if (++known->flows == 0) --known->flows;  // stays at the last number; 0 would mean "empty"
        return ordinal;
    }
    Count count{.hash = hash, .flows = 1};
    if (const Count* const remembered = older_.find(hash)) count.flows += remembered->flows;
    if (count.flows == 0) --count.flows;
    if (younger_.used == capacity_) older_ = std::exchange(younger_, {});
    younger_.insert(count);
    return count.flows - 1;
}

}  // namespace cordon

#include "sim/capture/packet_counts.hh"

#include <algorithm>

namespace cordon {

void PacketCounts::add(std::span<const Arrival> run) {
    if (run.empty()) return;
    Time earliest = first.value_or(run.front().at);
    Time latest = last.value_or(run.front().at);
    std::uint64_t shorter = 0;
    for (const Arrival& arrival : run) {
        earliest = std::min(earliest, arrival.at);
        latest = std::max(latest, arrival.at);
        if (arrival.wire_length > arrival.bytes.size()) ++shorter;
    }
    first = earliest;
    last = latest;
    packets += run.size();
    cut += shorter;
}

void PacketCounts::add(const PacketCounts& others) {
    if (others.packets == 0) return;
    first = std::min(first.value_or(*others.first), *others.first);
    last = std::max(last.value_or(*others.last), *others.last);
    packets += others.packets;
    cut += others.cut;
}

}  // namespace cordon

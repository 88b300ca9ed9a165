#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/core/arrival.hh"
#include "sim/core/probed_slots.hh"

namespace cordon {

/// Packets and their bytes on the wire.
struct PacketCount {
    std::uint64_t packets = 0;
    std::uint64_t bytes = 0;
    void add(const Arrival& packet) {
        ++packets;
        bytes += packet.wire_length;
    }
};

/// What was removed of each living flow that lost packets, by flow id. An id is a hash already, so
/// it is its own place.
class RemovedByFlow {
public:
    /// Requires: flow_id is not 0.
    void add(std::uint64_t flow_id, const Arrival& packet);
    /// What was removed of a flow that is over; it is forgotten.
    [[nodiscard]] PacketCount take(std::uint64_t flow_id);

    [[nodiscard]] std::size_t size() const { return places_.size(); }

private:
    struct Place {
        std::uint64_t flow_id = 0;  // 0: empty
        PacketCount removed;

        [[nodiscard]] bool is_empty() const { return flow_id == 0; }
        [[nodiscard]] std::size_t home() const { return flow_id; }
    };
    [[nodiscard]] std::size_t find(std::uint64_t flow_id) const;

    ProbedSlots<Place, 64> places_;
};

}  // namespace cordon

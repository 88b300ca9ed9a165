#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/core/arrival.hh"

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
/// it is its own place: open addressing, at most half full, shrunk when under 1/16 full.
class RemovedByFlow {
public:
    /// Requires: flow_id is not 0.
    void add(std::uint64_t flow_id, const Arrival& packet);
    /// What was removed of a flow that is over; it is forgotten.
    [[nodiscard]] PacketCount take(std::uint64_t flow_id);

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    struct Place {
        std::uint64_t flow_id = 0;  // 0: empty
        PacketCount removed;
    };
    [[nodiscard]] std::size_t find(std::uint64_t flow_id) const;
    [[nodiscard]] std::size_t after(std::size_t at) const {
        return (at + 1) & (places_.size() - 1);
    }
    void close_gap(std::size_t gap);
    void resize(std::size_t places);

    static constexpr std::size_t least_places = 64;
    std::vector<Place> places_ = std::vector<Place>(least_places);
    std::size_t size_ = 0;
};

}  // namespace cordon

#pragma once

#include <cstdint>

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
    void add(const PacketCount& more) {
        packets += more.packets;
        bytes += more.bytes;
    }
};

}  // namespace cordon

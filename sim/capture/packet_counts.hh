#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sim/core/arrival.hh"

namespace cordon {

/// What is counted of a run of packets as they were read.
struct PacketCounts {
    std::uint64_t packets = 0;
    std::uint64_t cut = 0;            // captured shorter than on the wire
    std::optional<Time> first, last;  // earliest and latest

    void add(std::span<const Arrival> run);
    void add(const PacketCounts& others);
};

}  // namespace cordon

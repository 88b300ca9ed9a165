#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/policy/policy.hh"
#include "sim/scenario/run/played.hh"

namespace cordon {

/// A packet of a recorded phone, kept.
struct KeptPacket {
    std::vector<std::uint8_t> bytes;
    Time at;
    std::uint64_t frame = 0;
    std::uint32_t wire_length = 0;
    InterfaceId interface {};
    std::string comment{};  // what the wall did to it; empty for a plain pass
};

/// What passed the wall from and to one phone: before it was judged, and what left.
struct PhoneRecording {
    std::vector<KeptPacket> arrived, left;
};

/// Which cell to play.
struct CellToPlay {
    std::size_t place = 0, day = 0, wall = 0;
    const Policy* policy = nullptr;         // null: no wall
    std::optional<std::size_t> recorded{};  // phone, by its place in cast_of()
};

/// Asked now and then while a cell is played; true ends it early.
using StopAsked = std::function<bool()>;

/// Plays one day in one place under one wall: phones are switched on in the minutes before it (or
/// before they are needed, if the scenario says so), and it goes on until the last try is over.
/// Depends on the scenario, the policy and the seed alone. None when `stop` said so.
[[nodiscard]] std::optional<PlayedCell> play_cell(const Scenario& scenario, const CellToPlay& which,
                                                  const StopAsked& stop, PhoneRecording* recording);

}  // namespace cordon

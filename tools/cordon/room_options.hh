#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/core/result.hh"
#include "sim/wall_room.hh"
#include "tools/cordon/arguments.hh"

namespace cordon {

/// How much the tables of the wall shall hold, as the command line says.
struct RoomOptions {
    WallRoom room;
    std::vector<std::pair<std::string, std::string>> given;  // name and word of each that was given
};

/// Which tables a command has: where nothing acts, nothing is held or blocked.
enum class RoomOf : std::uint8_t { all_tables, reading };

/// Adds `--most-flows` and so on to what a command takes.
void add_room_options(Usage& usage, RoomOf which = RoomOf::all_tables);

[[nodiscard]] Result<RoomOptions> read_room_options(const Arguments& arguments);

}  // namespace cordon

#pragma once

#include <cstdint>

namespace cordon {

/// How much the tables of a wall hold. What finds no room is evicted or refused, and counted
/// (WallLimits). Flows, bytes of heads and residual blocks are of all shards together, an equal
/// part in each (at least one flow and one block): a shard that is full has no use of the room in
/// others.
struct WallRoom {
    std::uint64_t flows = 4'194'304;  // living at a time
    /// Bytes of streams that wait to be read on or for a hole to be filled.
    std::uint64_t head_bytes = std::uint64_t{1} << 30U;
    std::uint64_t residuals = 1'048'576;                 // keys that blocks stand under
    std::uint64_t held_bytes = std::uint64_t{1} << 30U;  // of packets that wait in the wall
    std::uint64_t buckets = 1'000'000;  // of addresses, for each throttle that has such
};

}  // namespace cordon

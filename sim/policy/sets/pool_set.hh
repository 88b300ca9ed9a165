#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/core/rate.hh"
#include "sim/core/time.hh"
#include "sim/policy/decision.hh"
#include "sim/policy/sets/cidr_set.hh"

namespace cordon {

/// A list that finds part of a moving pool of addresses, late: a picture of the pool as it was.
///
/// Time is cut into rotations of `rotate`, from 1970 on. In each rotation every address of the pool
/// is a new server. The list looks at each server once, `lag` after the server's rotation began
/// (drawn for each; at once without a lag), and then either knows it, a `covers` share of the time,
/// or does not. An address is on the list while the newest of its servers that the list has looked
/// at is one that it knows. So at any time about a `covers` share of the pool is listed, another
/// one each rotation, and what is listed lags behind. Before its first look nothing is.
///
/// All draws are hash(seed, name of the set, address, rotation): the same whenever they are asked.
struct PoolSet {
    /// A lag of more rotations than this is refused when a policy is read, so that a look-up is
    /// bounded: it goes back one rotation at a time.
    static constexpr std::int64_t most_rotations_late = 1000;

    std::string name;  // of its `let`: the purpose of the draws
    CidrSet pool;
    Share covers{1'000'000};
    std::optional<Law> lag;
    Duration rotate{};  // none: the pool never moves, one rotation from 1970 on

    [[nodiscard]] bool contains(const IpAddress& address, Time now, std::uint64_t seed) const;
};

}  // namespace cordon

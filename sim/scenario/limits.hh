#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/report/wall_limits.hh"
#include "sim/world/world.hh"

namespace cordon {

class Engine;

/// How often a limit was reached while a world ran: those of the wall in it, and those of its
/// links and hosts. What was lost so is part of the outcome, and must not be taken for the wall's
/// rules. All zero: nothing was.
struct LimitsReached {
    WallLimits wall;
    std::uint64_t queue_full = 0;        // packets that found the queue of a link full
    std::uint64_t too_big = 0;           // packets that were larger than their host's MTU
    std::uint64_t datagrams_unread = 0;  // came to a socket where as many waited as it holds

    void add(const LimitsReached& other);
    [[nodiscard]] bool any() const { return *this != LimitsReached{}; }
    friend bool operator==(const LimitsReached&, const LimitsReached&) = default;
};

/// What links and hosts of a world came to; without its wall.
[[nodiscard]] LimitsReached limits_of(const World& world);

/// How often a limit of the engine was hit so far.
[[nodiscard]] WallLimits limits_of(const Engine& engine);

/// A line for what happened in the network ("In the network, WHERE: 12 packets found the queue of a
/// link full.\n"), one for limits of the wall ("Limits reached, WHERE: 3 flows were forgotten
/// before their time: too many lived at once (raise --most-flows).\n"); each only where there is
/// something.
[[nodiscard]] std::string limit_lines(std::string_view where, const LimitsReached& limits);

}  // namespace cordon

#pragma once

#include <optional>
#include <span>

#include "sim/core/arrival.hh"

namespace cordon {

/// Where a wall tells what becomes of packets, in the order in which it happens. Views; valid
/// during the call.
class WallOutput {
public:
    WallOutput() = default;
    WallOutput(const WallOutput&) = delete;
    WallOutput& operator=(const WallOutput&) = delete;
    virtual ~WallOutput() = default;

    /// Packets leave at their `at`. `frame` says which one of those that arrived it is; 0: the wall
    /// made it, and its bytes are all there is of it.
    virtual void leaves(std::span<const Arrival> packets) = 0;
    /// The packet with this frame number does not leave.
    virtual void removed(const Arrival& packet) = 0;
};

/// What stands between the inside and the outside of a World. Deterministic; given arrivals in
/// order of time. Arrivals are of link type raw_ip, numbered by `frame` from 1 on; `interface` is
/// that of the side they come from (World::inside_interface, World::outside_interface). Each of
/// them leaves or is removed exactly once, at once or later.
class Wall {
public:
    Wall() = default;
    Wall(const Wall&) = delete;
    Wall& operator=(const Wall&) = delete;
    virtual ~Wall() = default;

    virtual void on_arrivals(std::span<const Arrival> arrivals, WallOutput& out) = 0;
    virtual void on_timer(Time now, WallOutput& out) = 0;
    /// When on_timer() is to be called next, unless packets come before; none for never.
    [[nodiscard]] virtual std::optional<Time> next_timer() const = 0;
};

}  // namespace cordon

#pragma once

#include <deque>

#include "sim/core/task.hh"
#include "sim/scenario/run/servers.hh"

namespace cordon {

/// Whether the servers of the service answer nobody in that hour since 1970 of the scenario's zone.
/// Hours are dealt out evenly, from a start drawn from the seed: any stretch of them holds about
/// its share of silent ones, and more of them are silent where the share is larger, never others.
[[nodiscard]] bool servers_are_silent(const Scenario& scenario, std::int64_t hour);

/// Silences Servers::of_service() hour by hour: nothing reaches them, nothing leaves them, on
/// whatever way. Connections that live through it go on afterwards. Links refer to it: it must
/// live for as long as the world runs.
class Outage {
public:
    /// Borrows all. Nothing happens where the scenario has no silent hours.
    Outage(Scheduler& scheduler, const Scenario& scenario, const Servers& servers);

private:
    enum class State : std::uint8_t { usual, silent };
    struct Silenced {
        Link* link = nullptr;
        const LinkConfig* usual = nullptr;
        LinkConfig silent;
    };
    Task<void> go_on();
    void set(State state);

    Scheduler* scheduler_;
    const Scenario* scenario_;
    std::deque<Silenced> links_;
    Task<void> going_on_;
};

}  // namespace cordon

#pragma once

#include "sim/core/task.hh"
#include "sim/scenario/run/servers.hh"

namespace cordon {

/// Whether the servers of the service answer nobody in that hour since 1970 of the scenario's zone.
/// Hours are dealt out evenly, from a start drawn from the seed: any stretch of them holds about
/// its share of silent ones, and more of them are silent where the share is larger, never others.
[[nodiscard]] bool servers_are_silent(const Scenario& scenario, std::int64_t hour);

/// Silences Servers::of_service() hour by hour: nothing reaches them, nothing leaves them, on
/// whatever way. Connections that live through it go on afterwards.
class Outage {
public:
    /// Borrows all. Nothing happens where the scenario has no silent hours.
    Outage(Scheduler& scheduler, const Scenario& scenario, const Servers& servers);

private:
    Task<void> go_on();
    void set(const LossConfig* loss);

    Scheduler* scheduler_;
    const Scenario* scenario_;
    const Servers* servers_;
    Task<void> going_on_;
};

}  // namespace cordon

#pragma once

#include <array>
#include <vector>

#include "sim/core/task.hh"
#include "sim/scenario/run/people.hh"

namespace cordon {

/// The ways of a scenario as links, hour by hour. Links refer to it: must outlive their world.
struct WeatherLinks {
    static constexpr std::size_t hours_a_day = 24;
    /// Of one way, by direction and hour.
    using OfWay = std::array<std::array<LinkConfig, hours_a_day>, 2>;

    explicit WeatherLinks(const Scenario& scenario);
    std::vector<OfWay> access, paths;  // as the ways of the scenario
};

/// Changes the losses of the ways of a place with the hours of the day.
class Weather {
public:
    /// Borrows all. Nothing happens where no way of the place has weather.
    Weather(Scheduler& scheduler, const Scenario& scenario, const WeatherLinks& ways,
            const ScenarioPlace& place, People& people);

private:
    Task<void> blow();
    void set(std::uint8_t hour);

    Scheduler* scheduler_;
    const Scenario* scenario_;
    const WeatherLinks* ways_;
    const ScenarioPlace* place_;
    People* people_;
    Task<void> blowing_;
};

}  // namespace cordon

#pragma once

#include <array>
#include <vector>

#include "sim/core/task.hh"
#include "sim/scenario/run/people.hh"

namespace cordon {

/// Changes the losses of the ways of a place with the hours of the day.
class Weather {
public:
    /// Borrows all. Nothing happens where no way of the place has weather.
    Weather(Scheduler& scheduler, const Scenario& scenario, const ScenarioPlace& place,
            People& people);

private:
    static constexpr std::size_t hours_a_day = 24;
    /// What a way loses, by direction and hour.
    using Losses = std::array<std::array<LossConfig, hours_a_day>, 2>;

    [[nodiscard]] static std::vector<Losses> losses_of(const std::vector<Way>& ways);
    Task<void> blow();
    void set(std::uint8_t hour);

    Scheduler* scheduler_;
    const Scenario* scenario_;
    const ScenarioPlace* place_;
    People* people_;
    std::vector<Losses> access_, paths_;  // as the ways of the scenario; links refer to them
    Task<void> blowing_;
};

}  // namespace cordon

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/run/cast.hh"

namespace cordon {

/// A probe of the reports (probe_name()) as it is played: what is tried, and how the traffic of
/// those who try meets the wall.
struct Probe {
    Function function = Function::text;
    Manner manner = Manner::plain;
};

/// None where nothing is called so.
[[nodiscard]] std::optional<Probe> probe_called(const std::string& name);

/// The scenario with the phones that can play probes of a manner, and no others: all of those
/// inside, without their VPN or all of them through it; or those outside. A phone that could go
/// either way stands for both: whether somebody has a VPN on is no matter of who it is.
[[nodiscard]] Scenario played_in(Manner manner, Scenario scenario);

/// How many phones that scenario has: none through a VPN where the scenario knows of none.
[[nodiscard]] std::uint32_t phones_playing(const Scenario& scenario, Manner manner);

}  // namespace cordon

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/run/cast.hh"

namespace cordon {

/// A probe of the reports (probe_name()) as it is played: what is tried, and how the traffic of
/// those who try meets the wall.
struct ReportProbe {
    Function function = Function::text;
    std::uint16_t visit = 0;  // which, where the function is one: into Scenario::visits
    Manner manner = Manner::plain;
    /// The wall has nothing to do with it: tried outside of it, and not with a site inside.
    bool is_free = false;

    [[nodiscard]] bool is_of(Function other, std::uint16_t other_visit) const {
        return function == other && visit == other_visit;
    }
};

/// Probes that are played together.
struct ProbeGroup {
    Manner manner = Manner::plain;
    bool is_free = false;

    [[nodiscard]] bool holds(const ReportProbe& probe) const {
        return probe.manner == manner && probe.is_free == is_free;
    }
};
inline constexpr std::array probe_groups{
    ProbeGroup{Manner::plain, false}, ProbeGroup{Manner::vpn, false},
    ProbeGroup{Manner::outside, false}, ProbeGroup{Manner::outside, true}};

/// None where nothing is called so.
[[nodiscard]] std::optional<ReportProbe> probe_called(const Scenario& scenario,
                                                      const std::string& name);

/// The scenario with the phones that can play probes of a manner, and no others: all of those
/// inside, without their VPN or all of them through it; or those outside. A phone that could go
/// either way stands for both: whether somebody has a VPN on is no matter of who it is.
[[nodiscard]] Scenario played_in(Manner manner, Scenario scenario);

/// How many phones that scenario has: none through a VPN where the scenario knows of none.
[[nodiscard]] std::uint32_t phones_playing(const Scenario& scenario, Manner manner);

}  // namespace cordon

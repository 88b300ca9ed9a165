#pragma once

#include <cstdint>

#include "sim/phone/settings.hh"
#include "sim/scenario/run/cast.hh"
#include "sim/world/host_config.hh"

namespace cordon {

/// A phone of a place as a host of a world, with its ways as they are at midnight.
[[nodiscard]] HostConfig phone_host(const Scenario& scenario, const ScenarioPlace& place,
                                    const CastPhone& phone, const Endpoint& resolver);

/// What the phones of a scenario have in common; nobody sends them anything.
[[nodiscard]] PhoneSettings phone_settings(const Scenario& scenario, std::uint64_t seed);

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/flow/direction.hh"
#include "sim/scenario/scenario.hh"
#include "sim/world/link.hh"

namespace cordon {

/// A direction of a way as a link, with what the weather adds at `hour` of the day (0 to 23).
[[nodiscard]] LinkConfig link_of(const Way& way, Direction direction, std::uint8_t hour);

/// Share that the weather adds at that hour: that of the last step before it, or of the day's last.
[[nodiscard]] Share weather_at(const Way& way, Direction direction, std::uint8_t hour);

}  // namespace cordon

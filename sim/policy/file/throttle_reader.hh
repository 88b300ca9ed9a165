#pragma once

#include <optional>

#include "sim/policy/decision.hh"
#include "sim/policy/file/findings.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads the settings of `throttle`: `rate` (required), `by: police | shape` (police), `burst` (100
/// ms of rate, at least 2 KiB), `queue` (shape only; 1 s of rate), `each: direction | flow | client
/// | server | rule` (direction). Burst and queue are sizes, or times at the rate.
[[nodiscard]] std::optional<Throttle> read_throttle(const YamlNode& settings, Findings& findings);

}  // namespace cordon

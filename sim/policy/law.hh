#pragma once

#include "sim/core/keyed_random.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// One draw of a law. A uniform law gives by - jitter to by + jitter, never less than 0. Quantile
/// points are joined in log time; a share below the first or above the last point gives that
/// point's duration. Integer arithmetic throughout, so that every machine draws the same.
[[nodiscard]] Duration draw(const Law& law, const KeyedRandom& random);

/// The longest duration that a law can give.
[[nodiscard]] Duration longest(const Law& law);

/// The duration at `fraction` / 2^32 of the way from `from` to `to` in log time: at one half it is
/// their geometric mean. Requires: 0 < from <= to.
[[nodiscard]] Duration between_in_log_time(Duration from, Duration to, std::uint32_t fraction);

}  // namespace cordon

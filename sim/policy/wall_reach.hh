#pragma once

#include "sim/policy/policy.hh"

namespace cordon {

/// Whether a wall that stands so can take this act: one that sees copies may inject, and leave
/// alone.
[[nodiscard]] bool can_take(Position position, const Verdict& verdict);

}  // namespace cordon

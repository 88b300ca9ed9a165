#pragma once

#include <span>
#include <string>

#include "sim/policy/decision.hh"

namespace cordon {

/// What is to be done, in words: "throttle to 4000 bit/s (police, burst 2048 B, each direction)".
[[nodiscard]] std::string verdicts_text(std::span<const Verdict> verdicts);

/// For how long: "this packet", "the rest of the flow", "every flow between ... for 90 s".
[[nodiscard]] std::string scope_text(const Scope& scope);

/// A duration in seconds without needless zeros: "0.11 s".
[[nodiscard]] std::string seconds_text(Duration duration);

}  // namespace cordon

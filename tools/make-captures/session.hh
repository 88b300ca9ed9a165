#pragma once

#include "tools/make-captures/recipe.hh"
#include "tools/make-captures/recording.hh"

namespace cordon::captures {

/// Plays every conversation of a recipe and gives what the wall saw of them.
[[nodiscard]] Recording play_session(const Recipe& recipe);

}  // namespace cordon::captures

#pragma once

#include <cstdint>

namespace cordon {

/// A number that nobody can know beforehand, for Engine::Options::hash_key. Nothing that is told
/// depends on it.
[[nodiscard]] std::uint64_t draw_hash_key();

}  // namespace cordon

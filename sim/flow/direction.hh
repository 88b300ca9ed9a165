#pragma once

#include <cstddef>
#include <cstdint>

namespace cordon {

/// Direction within a flow: up is from the client (who opened it) to the server.
enum class Direction : std::uint8_t { up, down };

[[nodiscard]] constexpr Direction opposite(Direction direction) {
    return direction == Direction::up ? Direction::down : Direction::up;
}
/// For the two-element arrays that hold one value a direction.
[[nodiscard]] constexpr std::size_t index(Direction direction) {
    return static_cast<std::size_t>(direction);
}

}  // namespace cordon

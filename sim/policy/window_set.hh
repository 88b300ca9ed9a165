#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/flow/direction.hh"
#include "sim/flow/window_counter.hh"

namespace cordon {

/// One sliding window that some rule names: flow.up.bytes_in(5 s) is {up, 5 s}.
struct WindowSpec {
    Direction direction = Direction::up;
    Duration width{};
    friend bool operator==(const WindowSpec&, const WindowSpec&) = default;
};

/// The windows of one flow, in the order of the rule book's specs. Made only for flows on which a
/// rule that names a window could still come to hold.
class WindowSet {
public:
    explicit WindowSet(std::span<const WindowSpec> specs);

    /// Counts payload that reached the wall now.
    void add(Direction direction, Time now, std::uint32_t payload_bytes);

    /// Bytes in the window, the present slot included; 0 for a window that no rule names.
    [[nodiscard]] std::uint64_t bytes_in(const WindowSpec& spec, Time now) const;

private:
    std::span<const WindowSpec> specs_;  // the rule book's, which outlives every flow
    std::vector<WindowCounter> counters_;
};

}  // namespace cordon

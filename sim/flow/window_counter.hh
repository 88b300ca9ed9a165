#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/core/time.hh"

namespace cordon {

/// Bytes seen in the last window of time: the sum over the 16 slots of window/16, aligned to the
/// clock (slot number = time since 1970 / slot length, floored), that end with the present one. It
/// thus covers between 15/16 of the window and all of it.
///
/// The slot length is window/16 in whole nanoseconds, rounded down, and at least 1 ns: a window
/// that is not a multiple of 16 ns is up to 15 ns shorter than its name, and one under 16 ns is 16
/// ns. A slot holds up to 4 GiB - 1 and stays there (at 10 Gbit/s: slots beyond 3.4 s, windows
/// beyond 55 s). `now` must not go backwards; where it does, it counts as the latest slot seen.
class WindowCounter {
public:
    static constexpr std::size_t slot_count = 16;

    explicit WindowCounter(Duration window);

    void add(Time now, std::uint32_t bytes);

    /// Bytes in the window that ends with the slot of `now`.
    [[nodiscard]] std::uint64_t sum(Time now) const;

private:
    [[nodiscard]] std::int64_t slot_of(Time now) const;
    /// The part of the sum that a window ending at `slot`, later than the present one, leaves
    /// behind.
    [[nodiscard]] std::uint64_t left_behind(std::int64_t slot) const;

    std::int64_t slot_ns_;
    std::int64_t present_;   // number of the latest slot; slot n is kept in slots_[n mod 16]
    std::uint64_t sum_ = 0;  // over all of slots_
    std::array<std::uint32_t, slot_count> slots_{};
};
static_assert(sizeof(WindowCounter) <= 96);

}  // namespace cordon

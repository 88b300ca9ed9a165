#pragma once

#include <cstdint>

#include "sim/phone/outcome.hh"

namespace cordon {

/// How long people wait: the usual patience of a function, or half or twice of it.
enum class Patience : std::uint8_t { usual, half, twice };

/// Tries of one function in one situation, and how many of them succeeded within the usual
/// patience, within half and within twice of it. No tries: nobody tried, or it was not simulated.
struct TryCount {
    std::uint32_t tries = 0;
    std::uint32_t successes = 0;
    std::uint32_t at_half = 0;
    std::uint32_t at_double = 0;

    /// One try more; `percent` of its function's own patience is the usual.
    void add(const Outcome& outcome, std::uint32_t percent);
    void add(const TryCount& other);

    [[nodiscard]] bool is_known() const { return tries > 0; }
    /// Requires: is_known().
    [[nodiscard]] double share() const;
    /// The standard error of the share, from the counts (binomial, with half a try added to either
    /// side so that none of them and all of them have one too).
    [[nodiscard]] double share_error() const;

    /// The same tries of people who wait so long.
    [[nodiscard]] TryCount within(Patience patience) const;

    friend bool operator==(const TryCount&, const TryCount&) = default;
};

}  // namespace cordon

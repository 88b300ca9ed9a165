#pragma once

#include <cstdint>
#include <string_view>

#include "sim/core/bytes.hh"

namespace cordon {

/// Draws that depend only on what they are for: hash(seed, purpose, key...). There is no sequence,
/// so adding or editing one draw never shifts another. Start with the seed and the purpose (a rule
/// name), mix in the parts of the key in a fixed order, then ask.
class KeyedRandom {
public:
    KeyedRandom(std::uint64_t seed, std::string_view purpose);

    KeyedRandom& mix(std::uint64_t part) {
        state_ = scramble(state_ ^ part);
        return *this;
    }
    KeyedRandom& mix(Bytes part);

    [[nodiscard]] std::uint64_t bits() const { return scramble(state_ + 0x9e3779b97f4a7c15U); }

    /// True in `millionths` of a million cases. 0 is never, 1,000,000 always.
    [[nodiscard]] bool says_yes(std::uint32_t millionths) const {
        return below(1'000'000) < millionths;
    }

    /// Uniform in 0..bound-1 (bias below bound/2^64). Requires: bound > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) const {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::uint64_t>((static_cast<Wide>(bits()) * bound) >> 64U);
    }

private:
    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    [[nodiscard]] static constexpr std::uint64_t scramble(std::uint64_t x) {
        x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31U);
    }

    std::uint64_t state_;
};

}  // namespace cordon

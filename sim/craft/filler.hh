#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/keyed_random.hh"

namespace cordon {

using Octets = std::vector<std::uint8_t>;

/// Bytes that look encrypted and are the same on every machine: hash(seed, purpose, position).
class Filler {
public:
    Filler(std::uint64_t seed, std::string_view purpose) : key_(seed, purpose) {}

    [[nodiscard]] std::uint64_t word() {
        KeyedRandom draw = key_;
        return draw.mix(position_++).bits();
    }
    /// Uniform in 0..bound-1. Requires: bound > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return word() % bound; }

    [[nodiscard]] Octets bytes(std::size_t count) {
        Octets made((count + 7) / 8 * 8);
        for (std::size_t at = 0; at < made.size(); at += 8) {
            const std::uint64_t drawn = word();
            for (unsigned i = 0; i < 8; ++i) {
                made[at + i] = static_cast<std::uint8_t>(drawn >> (8 * i));
            }
        }
        made.resize(count);
        return made;
    }

private:
    KeyedRandom key_;
    std::uint64_t position_ = 0;
};

}  // namespace cordon

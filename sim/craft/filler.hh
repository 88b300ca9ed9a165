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
        Octets made;
        made.reserve(count + 8);
        while (made.size() < count) {
            const std::uint64_t drawn = word();
            for (unsigned shift = 0; shift < 64; shift += 8) {
                made.push_back(static_cast<std::uint8_t>(drawn >> shift));
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

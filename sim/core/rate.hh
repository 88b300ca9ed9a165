#pragma once

#include <compare>
#include <cstdint>

namespace cordon {

/// Bits per second, as policies and links state it.
struct BitRate {
    std::uint64_t bits_per_second = 0;
    friend constexpr auto operator<=>(BitRate, BitRate) = default;
};

/// A share in millionths: 60% is 600,000. Integer, so that runs agree on every machine.
struct Share {
    std::uint32_t millionths = 0;
    friend constexpr auto operator<=>(Share, Share) = default;
};

}  // namespace cordon

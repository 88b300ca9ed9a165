#pragma once

#include <cstdint>

#include "sim/flow/direction.hh"
#include "sim/flow/flow_packet.hh"

namespace cordon {

/// Which packets of a flow must be looked at though nothing known of it has changed: every one, or
/// those of a direction that carry payload, for rules that wait for bytes in a window.
class Heed {
public:
    constexpr Heed() = default;
    [[nodiscard]] static constexpr Heed every() { return Heed(1); }
    [[nodiscard]] static constexpr Heed payload(Direction direction) {
        return Heed(static_cast<std::uint8_t>(2U << index(direction)));
    }

    void add(Heed other) { bits_ = static_cast<std::uint8_t>(bits_ | other.bits_); }
    [[nodiscard]] bool asks_for(const FlowPacket& packet) const {
        if (bits_ == 0) [[likely]] {
            return false;
        }
        const bool has_payload = packet.headers->payload_length > 0;
        return ((every().bits_ | (has_payload ? payload(packet.direction).bits_ : 0U)) & bits_) !=
               0;
    }

private:
    explicit constexpr Heed(std::uint8_t bits) : bits_(bits) {}
    std::uint8_t bits_ = 0;
};

}  // namespace cordon

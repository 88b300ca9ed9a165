#pragma once

#include <cstdint>

#include "sim/core/bytes.hh"
#include "sim/core/time.hh"
#include "sim/decode/headers.hh"
#include "sim/flow/direction.hh"

namespace cordon {

/// One packet as its flow sees it. Views into the packet; valid while the packet is.
struct FlowPacket {
    const Headers* headers = nullptr;
    Bytes payload;  // captured transport payload; scanners read it, policy does not
    Direction direction = Direction::up;
    Time now;                        // largest timestamp so far
    std::uint32_t frame_length = 0;  // on the wire
};

}  // namespace cordon

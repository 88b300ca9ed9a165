#pragma once

#include "sim/decode/decode.hh"

namespace cordon {

/// What decode() says, without its short cut for plain packets; a test holds the two together.
void decode_step_by_step(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out);
[[nodiscard]] inline Decoded decode_step_by_step(Bytes packet, LinkType link,
                                                 std::uint32_t wire_length) {
    Decoded out;
    decode_step_by_step(packet, link, wire_length, out);
    return out;
}

}  // namespace cordon

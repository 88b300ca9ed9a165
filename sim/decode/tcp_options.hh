#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "sim/core/bytes.hh"
#include "sim/core/seq32.hh"
#include "sim/decode/headers.hh"

namespace cordon {

/// What the options of one TCP header say (RFC 9293 section 3.2, RFC 7323, RFC 2018). Of an option
/// that comes twice the first counts. Holds no view.
struct TcpOptions {
    struct Timestamps {
        std::uint32_t value = 0;
        std::uint32_t echo_reply = 0;
    };
    /// Bytes received beyond a gap: `from` is the first of them, `to` the one after the last.
    struct SackBlock {
        Seq32 from, to;
    };

    std::optional<std::uint16_t> maximum_segment_size;  // bytes
    std::optional<std::uint8_t> window_scale;  // bits to shift by, as sent (RFC 7323: most 14)
    std::optional<Timestamps> timestamps;
    std::array<SackBlock, 4> sack_blocks{};
    std::uint8_t sack_count = 0;  // of sack_blocks
    bool sack_permitted = false;
    bool well_formed = true;  // false: reading ended at an option that contradicts the header
};

/// Reads the options of a TCP packet; none when it is not one that decoded to its payload.
[[nodiscard]] TcpOptions read_tcp_options(Bytes packet, const Headers& headers);

/// The same of the bytes between the fixed header and the payload.
[[nodiscard]] TcpOptions read_tcp_options(Bytes options);

}  // namespace cordon

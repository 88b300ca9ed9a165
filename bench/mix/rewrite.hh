#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bench/mix/source_capture.hh"

namespace cordon::bench {

/// What tells one copy of a capture from another: its n-th rewritten address becomes the host
/// number `first_host + n` (mixed up, so that neighbours do not stay neighbours), and the high
/// ports of whoever opened a flow are flipped by `port_flip` (14 bits).
struct CopyOf {
    std::uint64_t first_host = 0;
    std::uint16_t port_flip = 0;
};

/// Writes the packet's bytes for that copy to `out`. Checksums are mended by the difference (RFC
/// 1624 equation 3), so that a right one stays right and a wrong one wrong.
void rewrite(const SourcePacket& packet, const CopyOf& copy, std::vector<std::uint8_t>& out);

}  // namespace cordon::bench

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/result.hh"
#include "sim/core/time.hh"

namespace cordon::bench {

/// One packet of a capture, ready to be repeated with other addresses. Offsets are into the frame.
struct SourcePacket {
    static constexpr std::int32_t kept = -1;  // an address that stays as it is

    std::vector<std::uint8_t> frame;  // Ethernet
    std::uint32_t wire_length = 0;
    Duration after{};  // since the first packet of the capture
    std::uint32_t network_offset = 0;
    std::uint32_t transport_offset = 0;  // 0: no ports or checksum to mend
    std::uint8_t ip_version = 0;         // 0: nothing to rewrite
    std::uint8_t protocol = 0;
    std::int32_t source = kept, destination = kept;  // number of the address among those rewritten
    bool opener_sent = false;                        // by the end that opened the flow
    std::uint32_t flow = 0;                          // number of its flow within the capture
};

/// A capture reduced to what a mix repeats.
struct SourceCapture {
    std::string path;
    std::vector<SourcePacket> packets;
    std::uint32_t rewritten_addresses = 0;
    std::uint32_t flows = 0;
};

struct SourceOptions {
    std::uint32_t flow_packets = 0;  // first packets of each flow; 0 is all
    Duration longest_pause = std::chrono::milliseconds{500};  // between two packets; cut to this
};

/// Reads a capture. Frames of other link types become Ethernet by a new link header; what cannot
/// (no IP inside) is left out. Addresses that will be rewritten: private ones and whoever opened a
/// flow, so that servers keep theirs and rules by address go on meaning something.
[[nodiscard]] Result<SourceCapture> read_source(const std::string& path,
                                                const SourceOptions& options);

}  // namespace cordon::bench

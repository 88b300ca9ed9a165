#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bench/mix/rewrite.hh"
#include "bench/mix/source_capture.hh"
#include "sim/core/bytes.hh"
#include "sim/core/time.hh"

namespace cordon::bench {

struct MixOptions {
    std::uint64_t seed = 1;
    std::uint64_t packets = 3'170'000;
    std::uint32_t live = 512;  // copies that run at the same time
};

/// What a mix came to.
struct MixFacts {
    std::uint64_t packets = 0, bytes = 0, flows = 0, copies = 0;
    Duration lasts{};
};

/// Where the packets of a mix go, in order of time.
class MixSink {
public:
    MixSink() = default;
    MixSink(const MixSink&) = delete;
    MixSink& operator=(const MixSink&) = delete;
    virtual ~MixSink() = default;
    virtual void take(Time at, Bytes frame, std::uint32_t wire_length) = 0;
};

/// Repeats captures until there are enough packets: in every round each capture once, in an order
/// drawn from the seed; `live` copies run side by side, the next begins when one ends. Every copy
/// has addresses of its own. Requires: some capture has a packet.
[[nodiscard]] MixFacts mix(std::span<const SourceCapture> captures, const MixOptions& options,
                           MixSink& sink);

}  // namespace cordon::bench

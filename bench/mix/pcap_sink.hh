#pragma once

#include <string>
#include <utility>

#include "bench/mix/mixer.hh"
#include "sim/capture/output_file.hh"
#include "sim/core/result.hh"

namespace cordon::bench {

/// Writes a mix as a classic pcap file: little-endian, microseconds, Ethernet.
class PcapSink final : public MixSink {
public:
    explicit PcapSink(OutputFile file);
    void take(Time at, Bytes frame, std::uint32_t wire_length) override;
    [[nodiscard]] Result<void> commit() { return file_.commit(); }

private:
    OutputFile file_;
};

}  // namespace cordon::bench

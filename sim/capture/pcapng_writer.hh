#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/capture/output_file.hh"
#include "sim/capture/reader.hh"
#include "sim/core/arrival.hh"
#include "sim/core/result.hh"

namespace cordon {

/// One packet to write. `frame` 0 is an injected packet: it gets no packet id.
struct PacketToWrite {
    Bytes bytes;
    Time at;
    std::uint32_t wire_length = 0;
    InterfaceId interface{};
    std::uint64_t frame = 0;
    const Annotation* note = nullptr;  // comments of the input, written before ours
    std::string_view comment;          // ours; empty for a plain pass
};

/// Writes pcapng: one section, one interface block an input interface (nanoseconds, declared before
/// its first packet), enhanced packet blocks with `epb_packetid` = frame and comments. Deterministic:
/// names no host, path or clock.
class PcapngWriter {
public:
    /// `interfaces` may grow between calls: call `declare` with all known before writing a packet of
    /// a new one.
    PcapngWriter(OutputFile file, std::string_view application);

    void declare(std::span<const CaptureInterface> interfaces);
    void write(const PacketToWrite& packet);
    /// Plain passes in a row.
    void write(std::span<const Arrival> run);

    [[nodiscard]] Result<void> status() const { return file_.status(); }
    [[nodiscard]] Result<void> commit() { return file_.commit(); }
    [[nodiscard]] Result<void> keep_partial() { return file_.keep_partial(); }

private:
    OutputFile file_;
    std::size_t declared_ = 0;
};

}  // namespace cordon

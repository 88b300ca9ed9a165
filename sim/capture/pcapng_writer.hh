#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
    InterfaceId interface {};
    std::uint64_t frame = 0;
    const Annotation* note = nullptr;  // comments of the input, written before ours
    std::string_view comment{};        // ours; empty for a plain pass
};

/// Writes pcapng: one section, one interface block an input interface (nanoseconds, declared before
/// its first packet), enhanced packet blocks with `epb_packetid` = frame and comments.
/// Deterministic: names no host, path or clock; little-endian on every machine.
///
/// The format counts time from 1970 plus the offset of the interface. A negative offset is kept, so
/// times before 1970 survive where the input has them or who declares the interface expects them;
/// any other time before that zero is written as the zero and counted. Comments are cut at 65,535
/// bytes.
class PcapngWriter {
public:
    /// As an offset: with this zero all that 64 bits of nanoseconds can say lies behind it.
    static constexpr std::int64_t earliest_zero_seconds = -9'223'372'037;

    /// `interfaces` may grow between calls: call `declare` with all known before writing a packet
    /// of a new one.
    PcapngWriter(OutputFile file, std::string_view application);

    void declare(std::span<const CaptureInterface> interfaces);
    /// Requires: the packet's interface has been declared.
    void write(const PacketToWrite& packet);
    /// Plain passes in a row. Requires: the same of each.
    void write(std::span<const Arrival> run);

    [[nodiscard]] OutputFile& file() { return file_; }
    [[nodiscard]] Result<void> status() const { return file_.status(); }
    [[nodiscard]] Result<void> commit() { return file_.commit(); }
    [[nodiscard]] Result<void> keep_partial() { return file_.keep_partial(); }

    /// Packets whose time lay before the interface's zero and was written as that.
    [[nodiscard]] std::uint64_t times_before_zero() const { return times_before_zero_; }

private:
    [[nodiscard]] std::uint64_t ticks(Time at, InterfaceId interface);
    void write_plainly(const Arrival& arrival);
    void declare_one(const CaptureInterface& interface);

    OutputFile file_;
    std::size_t declared_ = 0;
    std::vector<std::uint64_t>
        zero_ns_;  // by interface: what its ticks have more than ns since 1970
    std::uint64_t times_before_zero_ = 0;
    std::vector<std::uint8_t> block_;  // one block being put together
};

}  // namespace cordon

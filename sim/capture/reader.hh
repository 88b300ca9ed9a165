#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/core/result.hh"

namespace cordon {

/// One input interface, as its file describes it. Becomes one interface block of the output.
struct CaptureInterface {
    LinkType link = LinkType::ethernet;
    std::uint32_t snap_length = 0;  // bytes; 0 means no limit
    std::string name{};             // if_name of pcapng, empty elsewhere
    /// if_tsoffset of pcapng when it is negative: with it a capture of before 1970 can be written.
    std::int64_t time_offset_seconds = 0;
};

/// What there is to say of one input once it has been read.
struct CaptureFacts {
    std::string path;              // as given
    std::uint64_t file_bytes = 0;  // as stored (compressed size for .gz and .zst)
    std::uint64_t packets = 0;     // up to the last one used, those that --filter left out included
    std::uint64_t packets_cut = 0;         // captured shorter than on the wire
    std::uint64_t blocks_not_copied = 0;   // pcapng blocks that are not packets or interfaces
    std::uint64_t times_out_of_range = 0;  // timestamps clamped to what 64 bits of ns can hold
    std::optional<Time> first_time;        // earliest and latest
    std::optional<Time> last_time;
    std::optional<std::string> ended_early;  // why reading stopped before the end, with its place
    std::string xxh3_128;                    // of the stored file, 32 hex digits; set at the end
    std::string sha256;                      // only when asked for
};

/// Packets of one or several inputs, in order. The views in a batch stay valid until the next call.
class CaptureReader {
public:
    CaptureReader() = default;
    CaptureReader(const CaptureReader&) = delete;
    CaptureReader& operator=(const CaptureReader&) = delete;
    virtual ~CaptureReader() = default;

    /// The next packets; an empty span at the end, for good. A damaged or cut file ends early: what
    /// was read stays good and `facts().ended_early` says why. An error is one of the machine
    /// (I/O), or an input that is no capture at all.
    [[nodiscard]] virtual Result<std::span<const Arrival>> next() = 0;

    /// Interfaces seen so far, by InterfaceId; pcapng may add some between two batches.
    [[nodiscard]] virtual std::span<const CaptureInterface> interfaces() const = 0;

    /// Ends reading before the end: the last `count` packets of the batch given last, and all that
    /// comes behind, will not be used. facts() then count each input up to the last packet of it
    /// that was, however far was read ahead. Requires: next() is not called again.
    virtual void give_back(std::size_t count) = 0;

    /// One entry an input, in the order given. Final once next() has returned an empty span.
    [[nodiscard]] virtual std::vector<CaptureFacts> facts() const = 0;

    /// Stored bytes consumed so far and in all (0 when unknown, as for stdin): for progress.
    [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
    [[nodiscard]] virtual std::uint64_t bytes_total() const = 0;
};

struct ReadOptions {
    std::string filter;   // a BPF filter in libpcap's language; empty passes all
    bool sha256 = false;  // also hash the inputs with SHA-256 (slow)
};

/// Opens one capture (`-` is stdin) or several, merged by time, ties in the order given. pcap and
/// pcapng are read by our own reader, also from .gz and .zst; what it does not read goes to
/// libpcap. Frame numbers count within each input, before the filter.
[[nodiscard]] Result<std::unique_ptr<CaptureReader>> open_captures(
    std::span<const std::string> paths, const ReadOptions& options);

}  // namespace cordon

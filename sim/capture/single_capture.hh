#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/capture/block_buffer.hh"
#include "sim/capture/packet_counts.hh"
#include "sim/capture/packet_filter.hh"
#include "sim/capture/packet_parser.hh"
#include "sim/capture/reader.hh"

namespace cordon {

/// One input: its source, the parser of its format, the filter, and what is to be said of it.
class SingleCapture final : public CaptureReader {
public:
    /// Reads as far as the first packets, so that what is no capture, and a filter that does not
    /// compile, is an error here. `source` gives unpacked bytes; `path` is for messages.
    [[nodiscard]] static Result<std::unique_ptr<SingleCapture>> open(
        std::unique_ptr<ByteSource> source, std::string path, const ReadOptions& options,
        std::size_t block_bytes = BlockBuffer::usual_block_bytes);

    Result<std::span<const Arrival>> next() override;
    std::span<const CaptureInterface> interfaces() const override { return parser_->interfaces(); }
    std::vector<CaptureFacts> facts() const override;
    void give_back(std::size_t count) override;
    std::uint64_t bytes_read() const override { return buffer_.source().stored_bytes_read(); }
    std::uint64_t bytes_total() const override { return buffer_.source().stored_bytes_total(); }

private:
    SingleCapture(std::unique_ptr<ByteSource> source, std::string path, std::size_t block_bytes);

    [[nodiscard]] Result<void> choose_parser();
    [[nodiscard]] Result<std::span<const Arrival>> read_batch();
    /// How much of the batch as it was read lies up to the last packet given of it.
    [[nodiscard]] std::span<const Arrival> used_of_batch() const;
    void count_batch();
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] Error with_path(Error error) const;
    [[nodiscard]] std::string name() const;  // for messages

    BlockBuffer buffer_;
    std::unique_ptr<PacketParser> parser_;
    std::optional<PacketFilter> filter_;
    std::optional<std::span<const Arrival>> first_batch_;  // read by `open`, not yet given
    std::span<const Arrival> batch_;                       // as it was read, before the filter
    std::span<const Arrival> given_;                       // what was given of it
    PacketCounts used_;         // up to the last packet given of the batches before
    PacketCounts passed_over_;  // behind that, in the batches before
    CaptureFacts facts_;        // but for the counts
    bool ended_ = false;
};

}  // namespace cordon

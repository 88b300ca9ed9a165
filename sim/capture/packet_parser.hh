#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sim/capture/block_buffer.hh"
#include "sim/capture/reader.hh"
#include "sim/core/arrival.hh"
#include "sim/core/result.hh"

namespace cordon {

/// Arrivals in a batch at most: enough to look flows up ahead, few enough to stay in cache.
constexpr std::size_t batch_packets = 64;

/// No record is taken to be longer than this: its length is not to be trusted.
constexpr std::size_t longest_record_bytes = std::size_t{64} << 20U;

/// The longest packet taken for one: what the file says, but at least what libpcap and Wireshark
/// take (262,144 bytes), and at most
/// 64 MiB. A longer one is damage.
[[nodiscard]] std::size_t longest_packet(std::uint32_t snap_length);

/// Reads one capture format, in batches. Any damage ends it early: what was read stays good.
class PacketParser {
public:
    PacketParser() = default;
    PacketParser(const PacketParser&) = delete;
    PacketParser& operator=(const PacketParser&) = delete;
    virtual ~PacketParser() = default;

    /// The next packets, valid until the next call; empty at the end, for good. A batch never spans
    /// the declaration of an interface, so that numbering does not depend on block sizes.
    [[nodiscard]] virtual Result<std::span<Arrival>> next() = 0;
    [[nodiscard]] virtual std::span<const CaptureInterface> interfaces() const = 0;

    [[nodiscard]] const std::optional<std::string>& ended_early() const { return ended_early_; }
    [[nodiscard]] std::uint64_t blocks_not_copied() const { return blocks_not_copied_; }
    [[nodiscard]] std::uint64_t times_out_of_range() const { return times_out_of_range_; }

protected:
    /// Notes why reading stopped: `packet N, byte M: why`. Only the first time counts.
    void stop_early(std::uint64_t packet, std::uint64_t byte, const std::string& why);

    /// The source ended where `wanted` bytes were: notes it, unless it ended between two records.
    void stop_at_end(const BlockBuffer& buffer, std::uint64_t packet, std::size_t wanted);

    void count_block_not_copied() { ++blocks_not_copied_; }
    void count_time_out_of_range() { ++times_out_of_range_; }

private:
    std::optional<std::string> ended_early_;
    std::uint64_t blocks_not_copied_ = 0;
    std::uint64_t times_out_of_range_ = 0;
};

}  // namespace cordon

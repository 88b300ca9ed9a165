#pragma once

#include <array>
#include <optional>

#include "sim/capture/block_buffer.hh"
#include "sim/capture/packet_parser.hh"
#include "sim/core/byte_order.hh"

namespace cordon {

/// The header of a pcap file (draft-ietf-opsawg-pcap section 4).
struct PcapHeader {
    static constexpr std::size_t bytes = 24;

    ByteOrder order = ByteOrder::little_endian;
    std::uint32_t ns_per_tick = 1000;      // 1000 microseconds, 1 nanoseconds
    std::size_t record_header_bytes = 16;  // 24 in Kuznetzov's modified format
    std::uint16_t major = 2;
    std::uint16_t minor = 4;
    std::uint32_t snap_length = 0;
    LinkType link = LinkType::ethernet;  // low 16 bits of its field; FCS length stands above

    /// nullopt when the first four bytes are no pcap magic. Requires: `bytes` readable bytes.
    [[nodiscard]] static std::optional<PcapHeader> parse(const std::uint8_t* at);
    /// True for the byte orders and resolutions of pcap magics. Requires: 4 readable bytes.
    [[nodiscard]] static bool is_magic(const std::uint8_t* at);
};

/// Reads pcap 2.4 in both byte orders, in micro- and nanoseconds, and Kuznetzov's modified format
/// (24-byte record headers). Seconds are unsigned: they reach to 2106.
class PcapParser final : public PacketParser {
public:
    /// Requires: `buffer` stands at the file header, which `header` is.
    PcapParser(BlockBuffer& buffer, const PcapHeader& header);

    Result<std::span<Arrival>> next() override;
    std::span<const CaptureInterface> interfaces() const override { return {&interface_, 1}; }

private:
    template <ByteOrder order>
    [[nodiscard]] std::size_t parse_buffered();
    /// Of the first record not consumed: its size as far as it can be told from what is buffered.
    [[nodiscard]] std::size_t record_bytes() const;

    BlockBuffer& buffer_;
    PcapHeader header_;
    CaptureInterface interface_;
    std::size_t longest_packet_;
    std::uint64_t frames_ = 0;
    std::array<Arrival, batch_packets> batch_;
};

}  // namespace cordon

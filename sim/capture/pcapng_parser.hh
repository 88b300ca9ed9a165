#pragma once

#include <array>
#include <vector>

#include "sim/capture/block_buffer.hh"
#include "sim/capture/packet_parser.hh"
#include "sim/capture/tick_scale.hh"
#include "sim/core/byte_order.hh"

namespace cordon {

/// Reads pcapng (draft-ietf-opsawg-pcapng): several sections, each in its own byte order with its
/// own interface numbering; enhanced, simple and obsolete packet blocks with their comments; the
/// time resolution and offset of each interface. Simple packet blocks carry their predecessor's
/// time (0 at first). Other blocks are skipped and counted. A block whose frame does not add up, a
/// packet of an interface that was never declared, or more than 65,535 interfaces end the file
/// early; a first section header that cannot be read is an error.
class PcapngParser final : public PacketParser {
public:
    /// Requires: `buffer` stands at the first block.
    explicit PcapngParser(BlockBuffer& buffer) : buffer_(buffer) {}

    Result<std::span<Arrival>> next() override;
    std::span<const CaptureInterface> interfaces() const override { return interfaces_; }

private:
    /// An interface of the section being read.
    struct Source {
        TickScale scale;
        std::uint32_t snap_length = 0;
        InterfaceId id{};
        LinkType link{};
    };
    /// Where a packet block keeps things.
    struct PacketFields {
        std::uint32_t interface = 0;
        std::uint32_t captured = 0;
        std::uint32_t original = 0;
        std::size_t data_at = 0;  // offset in the block
        std::optional<std::uint64_t> ticks;
    };
    enum class Step : unsigned char { read_on, give_batch, need_bytes, damaged };

    template <ByteOrder order>
    [[nodiscard]] Step parse_buffered();
    template <ByteOrder order>
    [[nodiscard]] Step parse_block();
    template <ByteOrder order>
    [[nodiscard]] Step parse_enhanced(Bytes block);
    [[nodiscard]] Step parse_other(Bytes block, std::uint32_t type);
    [[nodiscard]] Step parse_section_header();
    [[nodiscard]] Step parse_interface(Bytes block);
    [[nodiscard]] Step parse_simple(Bytes block);
    [[nodiscard]] Step parse_obsolete(Bytes block);
    [[nodiscard]] Step add_packet(Bytes block, const PacketFields& fields);
    [[nodiscard]] Time time_of(const Source& source, std::optional<std::uint64_t> ticks);
    [[nodiscard]] const Annotation* read_comments(Bytes options);
    [[nodiscard]] Step damaged(const std::string& why);
    [[nodiscard]] Step need(std::size_t bytes);

    BlockBuffer& buffer_;
    std::vector<CaptureInterface> interfaces_;
    std::vector<Source> section_;
    std::array<Arrival, batch_packets> batch_;
    std::array<Annotation, batch_packets> notes_;
    std::size_t count_ = 0;
    std::size_t wanted_ = 0;  // bytes that must stand in the buffer to read on
    std::uint64_t frames_ = 0;
    Time last_time_{};
    bool has_section_ = false;
    ByteOrder order_ = ByteOrder::little_endian;
};

}  // namespace cordon

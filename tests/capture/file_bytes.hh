#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/core/byte_order.hh"
#include "sim/core/bytes.hh"

namespace cordon::testing {

using FileBytes = std::vector<std::uint8_t>;

/// Appends integers in one byte order.
class Put {
public:
    Put(FileBytes& out, ByteOrder order) : out_(&out), order_(order) {}

    Put& u16(std::uint64_t value) { return integer(value, 2); }
    Put& u32(std::uint64_t value) { return integer(value, 4); }
    Put& u64(std::uint64_t value) { return integer(value, 8); }
    Put& bytes(Bytes bytes);
    Put& pad4();

private:
    Put& integer(std::uint64_t value, std::size_t size);

    FileBytes* out_;
    ByteOrder order_;
};

/// `size` bytes that differ from packet to packet.
[[nodiscard]] FileBytes payload(std::size_t size, std::uint8_t first = 1);

/// A pcap file put together in memory.
class PcapFile {
public:
    struct Layout {
        ByteOrder order = ByteOrder::little_endian;
        std::uint32_t magic = 0xa1b2c3d4;
        std::uint16_t major = 2;
        std::uint16_t minor = 4;
        std::uint32_t snap_length = 65'535;
        std::uint32_t link_field = 1;
    };

    PcapFile() : PcapFile(Layout{}) {}
    explicit PcapFile(const Layout& layout);

    /// `wire_length` 0: as long as the packet.
    PcapFile& packet(std::uint32_t seconds, std::uint32_t fraction, Bytes bytes,
                     std::uint32_t wire_length = 0);
    [[nodiscard]] const FileBytes& bytes() const { return bytes_; }
    FileBytes& bytes() { return bytes_; }

private:
    Layout layout_;
    FileBytes bytes_;
};

/// A pcapng file put together in memory, block by block.
class PcapngFile {
public:
    struct Option {
        std::uint16_t code = 0;
        FileBytes value;
    };
    using Options = std::vector<Option>;

    explicit PcapngFile(ByteOrder order = ByteOrder::little_endian) { section(order); }

    PcapngFile& section(ByteOrder order);
    PcapngFile& interface(std::uint16_t link = 1, std::uint32_t snap_length = 0,
                          const Options& options = {});
    PcapngFile& enhanced(std::uint32_t interface, std::uint64_t ticks, Bytes bytes,
                         const Options& options = {}, std::uint32_t wire_length = 0);
    PcapngFile& obsolete(std::uint16_t interface, std::uint64_t ticks, Bytes bytes);
    PcapngFile& simple(Bytes bytes, std::uint32_t wire_length = 0);
    PcapngFile& block(std::uint32_t type, Bytes body);

    [[nodiscard]] const FileBytes& bytes() const { return bytes_; }
    FileBytes& bytes() { return bytes_; }
    [[nodiscard]] ByteOrder order() const { return order_; }

private:
    void put_options(FileBytes& body, const Options& options) const;

    ByteOrder order_ = ByteOrder::little_endian;
    FileBytes bytes_;
};

[[nodiscard]] PcapngFile::Option text_option(std::uint16_t code, std::string_view text);
[[nodiscard]] PcapngFile::Option resolution(std::uint8_t if_tsresol);
[[nodiscard]] PcapngFile::Option offset_seconds(std::int64_t seconds, ByteOrder order);

}  // namespace cordon::testing

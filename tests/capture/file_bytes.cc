#include "tests/capture/file_bytes.hh"

#include "sim/capture/pcapng_format.hh"

namespace cordon::testing {

Put& Put::integer(std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t shift = order_ == ByteOrder::little_endian ? i : size - 1 - i;
        out_->push_back(static_cast<std::uint8_t>(value >> (8 * shift)));
    }
    return *this;
}

Put& Put::bytes(Bytes bytes) {
    out_->insert(out_->end(), bytes.begin(), bytes.end());
    return *this;
}

Put& Put::pad4() {
    while (out_->size() % 4 != 0) out_->push_back(0);
    return *this;
}

FileBytes payload(std::size_t size, std::uint8_t first) {
    FileBytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
    return bytes;
}

PcapFile::PcapFile(const Layout& layout) : layout_(layout) {
    Put(bytes_, layout.order)
        .u32(layout.magic)
        .u16(layout.major)
        .u16(layout.minor)
        .u32(0)
        .u32(0)
        .u32(layout.snap_length)
        .u32(layout.link_field);
}

PcapFile& PcapFile::packet(std::uint32_t seconds, std::uint32_t fraction, Bytes bytes,
                           std::uint32_t wire_length) {
    Put put(bytes_, layout_.order);
    put.u32(seconds).u32(fraction).u32(bytes.size());
    put.u32(wire_length != 0 ? wire_length : bytes.size());
    if (layout_.magic == 0xa1b2cd34) put.u32(7).u32(0);  // interface index, protocol, packet type
    put.bytes(bytes);
    return *this;
}

PcapngFile& PcapngFile::section(ByteOrder order) {
    order_ = order;
    FileBytes body;
    Put(body, order).u32(pcapng::byte_order_magic).u16(1).u16(0).u64(~std::uint64_t{0});
    return block(pcapng::section_header_block, body);
}

PcapngFile& PcapngFile::interface(std::uint16_t link, std::uint32_t snap_length,
                                  const Options& options) {
    FileBytes body;
    Put(body, order_).u16(link).u16(0).u32(snap_length);
    put_options(body, options);
    return block(pcapng::interface_block, body);
}

PcapngFile& PcapngFile::enhanced(std::uint32_t interface, std::uint64_t ticks, Bytes bytes,
                                 const Options& options, std::uint32_t wire_length) {
    FileBytes body;
    Put(body, order_).u32(interface).u32(ticks >> 32U).u32(ticks).u32(bytes.size());
    Put(body, order_).u32(wire_length != 0 ? wire_length : bytes.size()).bytes(bytes).pad4();
    put_options(body, options);
    return block(pcapng::enhanced_packet_block, body);
}

PcapngFile& PcapngFile::obsolete(std::uint16_t interface, std::uint64_t ticks, Bytes bytes) {
    FileBytes body;
    Put(body, order_).u16(interface).u16(3).u32(ticks >> 32U).u32(ticks).u32(bytes.size());
    Put(body, order_).u32(bytes.size()).bytes(bytes).pad4();
    return block(pcapng::obsolete_packet_block, body);
}

PcapngFile& PcapngFile::simple(Bytes bytes, std::uint32_t wire_length) {
    FileBytes body;
    Put(body, order_).u32(wire_length != 0 ? wire_length : bytes.size()).bytes(bytes).pad4();
    return block(pcapng::simple_packet_block, body);
}

PcapngFile& PcapngFile::block(std::uint32_t type, Bytes body) {
    const std::size_t total = 12 + pcapng::padded_to_4(body.size());
    Put(bytes_, order_).u32(type).u32(total).bytes(body).pad4().u32(total);
    return *this;
}

void PcapngFile::put_options(FileBytes& body, const Options& options) const {
    if (options.empty()) return;
    for (const Option& option : options) {
        Put(body, order_).u16(option.code).u16(option.value.size()).bytes(option.value).pad4();
    }
    Put(body, order_).u32(0);
}

PcapngFile::Option text_option(std::uint16_t code, std::string_view text) {
    return {.code = code, .value = FileBytes(text.begin(), text.end())};
}

PcapngFile::Option resolution(std::uint8_t if_tsresol) {
    return {.code = pcapng::if_tsresol, .value = {if_tsresol}};
}

PcapngFile::Option offset_seconds(std::int64_t seconds, ByteOrder order) {
    PcapngFile::Option option{.code = pcapng::if_tsoffset, .value = {}};
    Put(option.value, order).u64(static_cast<std::uint64_t>(seconds));
    return option;
}

}  // namespace cordon::testing

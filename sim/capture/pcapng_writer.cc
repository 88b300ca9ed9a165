#include "sim/capture/pcapng_writer.hh"

#include <algorithm>
#include <cstring>
#include <limits>

#include "sim/capture/block_builder.hh"
#include "sim/capture/pcapng_format.hh"

namespace cordon {

namespace {

constexpr std::string_view nanoseconds = "\x09";  // if_tsresol: 10^-9 s

// A plain enhanced packet block, its data apart: fields, packet id option, end of options, length.
constexpr std::size_t fields_bytes = 28;
constexpr std::size_t packet_id_bytes = 12;
constexpr std::size_t end_of_options_bytes = 4;

}  // namespace

PcapngWriter::PcapngWriter(OutputFile file, std::string_view application) : file_(std::move(file)) {
    constexpr std::uint64_t length_not_told = std::numeric_limits<std::uint64_t>::max();
    BlockBuilder block(block_, pcapng::section_header_block);
    block.u32(pcapng::byte_order_magic).u16(1).u16(0).u64(length_not_told);
    file_.write(block.option(pcapng::shb_userappl, application).finish());
}

void PcapngWriter::declare(std::span<const CaptureInterface> interfaces) {
    for (; declared_ < interfaces.size(); ++declared_) declare_one(interfaces[declared_]);
}

void PcapngWriter::declare_one(const CaptureInterface& interface) {
    const std::int64_t zero =
        std::clamp<std::int64_t>(interface.time_offset_seconds, earliest_zero_seconds, 0);
    BlockBuilder block(block_, pcapng::interface_block);
    block.u16(static_cast<std::uint16_t>(interface.link)).u16(0).u32(interface.snap_length);
    if (!interface.name.empty()) block.option(pcapng::if_name, interface.name);
    block.option(pcapng::if_tsresol, nanoseconds);
    if (zero != 0) block.option(pcapng::if_tsoffset, static_cast<std::uint64_t>(zero));
    file_.write(block.finish());
    zero_ns_.push_back(static_cast<std::uint64_t>(-zero) * ns_per_s);
}

void PcapngWriter::write(const PacketToWrite& packet) {
    const std::uint64_t time = ticks(packet.at, packet.interface);
    BlockBuilder block(block_, pcapng::enhanced_packet_block);
    block.u32(static_cast<std::uint16_t>(packet.interface))
        .u32(static_cast<std::uint32_t>(time >> 32U))
        .u32(static_cast<std::uint32_t>(time))
        .u32(static_cast<std::uint32_t>(packet.bytes.size()))
        .u32(packet.wire_length)
        .padded(packet.bytes);
    if (packet.note != nullptr) {
        for (const std::string& comment : packet.note->comments) {
            block.option(pcapng::opt_comment, comment);
        }
    }
    if (!packet.comment.empty()) block.option(pcapng::opt_comment, packet.comment);
    if (packet.frame != 0) block.option(pcapng::epb_packetid, packet.frame);
    file_.write(block.finish());
}

void PcapngWriter::write(std::span<const Arrival> run) {
    for (const Arrival& arrival : run) {
        if (arrival.note == nullptr && arrival.frame != 0 &&
            arrival.bytes.size() < OutputFile::most_reserved / 2) {
            write_plainly(arrival);
        } else {
            write(PacketToWrite{.bytes = arrival.bytes,
                                .at = arrival.at,
                                .wire_length = arrival.wire_length,
                                .interface = arrival.interface,
                                .frame = arrival.frame,
                                .note = arrival.note});
        }
    }
}

void PcapngWriter::write_plainly(const Arrival& arrival) {
    const std::size_t size = arrival.bytes.size();
    const std::size_t padded = pcapng::padded_to_4(size);
    const std::size_t total = fields_bytes + padded + packet_id_bytes + end_of_options_bytes +
                              pcapng::block_trailer_bytes;
    const std::uint64_t time = ticks(arrival.at, arrival.interface);
    std::uint8_t* at = file_.reserve(total);
    store_little_endian(at, pcapng::enhanced_packet_block);
    store_little_endian(at + 4, static_cast<std::uint32_t>(total));
    store_little_endian(at + 8, std::uint32_t{static_cast<std::uint16_t>(arrival.interface)});
    store_little_endian(at + 12, static_cast<std::uint32_t>(time >> 32U));
    store_little_endian(at + 16, static_cast<std::uint32_t>(time));
    store_little_endian(at + 20, static_cast<std::uint32_t>(size));
    store_little_endian(at + 24, arrival.wire_length);
    at += fields_bytes;
    if (size > 0) {
        store_little_endian(at + padded - 4, std::uint32_t{0});
        std::memcpy(at, arrival.bytes.data(), size);
    }
    at += padded;
    store_little_endian(at, pcapng::epb_packetid);
    store_little_endian(at + 2, std::uint16_t{sizeof arrival.frame});
    store_little_endian(at + 4, arrival.frame);
    store_little_endian(at + 12, std::uint32_t{0});  // end of options
    store_little_endian(at + 16, static_cast<std::uint32_t>(total));
    file_.advance(total);
}

std::uint64_t PcapngWriter::ticks(Time at, InterfaceId interface) {
    const std::uint64_t zero = zero_ns_[static_cast<std::size_t>(interface)];
    const std::int64_t ns = to_ns(at);
    if (ns >= 0) {
        const std::uint64_t sum = static_cast<std::uint64_t>(ns) + zero;
        return sum >= zero ? sum : std::numeric_limits<std::uint64_t>::max();
    }
    const std::uint64_t before_1970 = 0 - static_cast<std::uint64_t>(ns);
    if (before_1970 <= zero) return zero - before_1970;
    ++times_before_zero_;
    return 0;
}

}  // namespace cordon

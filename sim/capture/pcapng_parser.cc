#include "sim/capture/pcapng_parser.hh"

#include <algorithm>

#include "sim/capture/pcapng_format.hh"

namespace cordon {

namespace {

constexpr std::size_t most_interfaces = 65'535;
// Bounds what a hostile file can make us hold; real ones stay far below.
constexpr std::size_t longest_interface_name = 1'024;
constexpr std::size_t most_comments_a_packet = 4'096;

// Offsets in packet blocks, sections 4.3, 4.4 and appendix A of the draft.
constexpr std::size_t at_interface = 8;
constexpr std::size_t at_ticks_high = 12;
constexpr std::size_t at_ticks_low = 16;
constexpr std::size_t at_captured = 20;
constexpr std::size_t at_original = 24;
constexpr std::size_t at_data = 28;
constexpr std::size_t at_simple_original = 8;
constexpr std::size_t at_simple_data = 12;

constexpr std::size_t smallest_packet_block_bytes = at_data + pcapng::block_trailer_bytes;
constexpr std::size_t smallest_simple_block_bytes = at_simple_data + pcapng::block_trailer_bytes;
constexpr std::size_t smallest_interface_block_bytes = 20;

std::uint64_t join(std::uint32_t high, std::uint32_t low) {
    return (std::uint64_t{high} << 32U) | low;
}

}  // namespace

Result<std::span<Arrival>> PcapngParser::next() {
    count_ = 0;
    while (!ended_early()) {
        const Step step = order_ == ByteOrder::little_endian
                              ? parse_buffered<ByteOrder::little_endian>()
                              : parse_buffered<ByteOrder::big_endian>();
        if (step == Step::read_on) continue;
        if (count_ > 0 || step != Step::need_bytes) break;
        const Result<bool> there = buffer_.ensure(wanted_);
        if (!there) return fail(there.error());
        if (!*there) {
            stop_at_end(buffer_, frames_ + 1, wanted_);
            break;
        }
    }
    if (!has_section_) return fail("cannot be read as pcapng: " + ended_early().value_or("empty"));
    return std::span(batch_).first(count_);
}

template <ByteOrder order>
PcapngParser::Step PcapngParser::parse_buffered() {
    Step step = Step::read_on;
    while (count_ < batch_packets && step == Step::read_on && order == order_) {
        step = parse_block<order>();
    }
    return count_ < batch_packets ? step : Step::give_batch;
}

template <ByteOrder order>
PcapngParser::Step PcapngParser::parse_block() {
    const std::uint8_t* const at = buffer_.data();
    if (buffer_.size() < pcapng::smallest_block_bytes) return need(pcapng::smallest_block_bytes);
    const auto type = load<order, std::uint32_t>(at);
    if (type == pcapng::section_header_block) return parse_section_header();
    const std::size_t stated = load<order, std::uint32_t>(at + 4);
    const std::size_t total = pcapng::padded_to_4(stated);  // some writers leave out the padding
    if (total < pcapng::smallest_block_bytes || total > longest_record_bytes) {
        return damaged("a block cannot be " + std::to_string(stated) + " bytes long");
    }
    if (buffer_.size() < total) return need(total);
    if (load<order, std::uint32_t>(at + total - pcapng::block_trailer_bytes) != stated) {
        return damaged("the two lengths of a block differ");
    }
    const Bytes block(at, total);
    const Step step = type == pcapng::enhanced_packet_block ? parse_enhanced<order>(block)
                                                            : parse_other(block, type);
    if (step == Step::read_on) buffer_.consume(total);
    return step;
}

template <ByteOrder order>
PcapngParser::Step PcapngParser::parse_enhanced(Bytes block) {
    if (block.size() < smallest_packet_block_bytes) return damaged("a packet block is too short");
    const std::uint8_t* const at = block.data();
    return add_packet(block, {.interface = load<order, std::uint32_t>(at + at_interface),
                              .captured = load<order, std::uint32_t>(at + at_captured),
                              .original = load<order, std::uint32_t>(at + at_original),
                              .data_at = at_data,
                              .ticks = join(load<order, std::uint32_t>(at + at_ticks_high),
                                            load<order, std::uint32_t>(at + at_ticks_low))});
}

PcapngParser::Step PcapngParser::parse_other(Bytes block, std::uint32_t type) {
    switch (type) {
        case pcapng::interface_block:
            return parse_interface(block);
        case pcapng::simple_packet_block:
            return parse_simple(block);
        case pcapng::obsolete_packet_block:
            return parse_obsolete(block);
        default:
            count_block_not_copied();
            return Step::read_on;
    }
}

PcapngParser::Step PcapngParser::parse_section_header() {
    constexpr std::size_t least = pcapng::smallest_section_header_bytes;
    if (buffer_.size() < least) return need(least);
    const std::uint8_t* const at = buffer_.data();
    ByteOrder order = ByteOrder::little_endian;
    if (load<std::uint32_t>(at + 8, order) != pcapng::byte_order_magic) {
        order = ByteOrder::big_endian;
        if (load<std::uint32_t>(at + 8, order) != pcapng::byte_order_magic) {
            return damaged("a section header has no byte-order mark");
        }
    }
    const std::size_t total = load<std::uint32_t>(at + 4, order);
    if (total < least || total % 4 != 0 || total > longest_record_bytes) {
        return damaged("a section header cannot be " + std::to_string(total) + " bytes long");
    }
    if (buffer_.size() < total) return need(total);
    if (load<std::uint32_t>(at + total - pcapng::block_trailer_bytes, order) != total) {
        return damaged("the two lengths of a section header differ");
    }
    const auto major = load<std::uint16_t>(at + 12, order);
    const auto minor = load<std::uint16_t>(at + 14, order);
    // 1.2 was written by some and is to be read as 1.0 (section 4.1).
    if (major != 1 || (minor != 0 && minor != 2)) {
        return damaged("pcapng version " + std::to_string(major) + "." + std::to_string(minor) +
                       " is not known");
    }
    order_ = order;
    section_.clear();
    has_section_ = true;
    buffer_.consume(total);
    return Step::read_on;
}

PcapngParser::Step PcapngParser::parse_interface(Bytes block) {
    if (count_ > 0) return Step::give_batch;  // a batch never spans a declaration
    if (block.size() < smallest_interface_block_bytes) {
        return damaged("an interface block is too short");
    }
    if (interfaces_.size() == most_interfaces) return damaged("more than 65535 interfaces");
    CaptureInterface interface {
        .link = LinkType{load<std::uint16_t>(block.data() + 8, order_)},
        .snap_length = load<std::uint32_t>(block.data() + 12, order_)
    };
    std::uint8_t resolution = 6;
    std::int64_t offset_seconds = 0;
    const Bytes options = block.subspan(16, block.size() - smallest_interface_block_bytes);
    pcapng::for_each_option(options, order_, [&](std::uint16_t code, Bytes value) {
        if (code == pcapng::if_name) {
            interface.name = as_text(value.first(std::min(value.size(), longest_interface_name)));
        } else if (code == pcapng::if_tsresol && value.size() == 1) {
            resolution = value[0];
        } else if (code == pcapng::if_tsoffset && value.size() == 8) {
            offset_seconds = static_cast<std::int64_t>(load<std::uint64_t>(value.data(), order_));
        }
    });
    interface.time_offset_seconds = std::min<std::int64_t>(offset_seconds, 0);
    section_.push_back(Source{.scale = TickScale(resolution, offset_seconds),
                              .snap_length = interface.snap_length,
                              .id = InterfaceId{static_cast<std::uint16_t>(interfaces_.size())},
                              .link = interface.link});
    interfaces_.push_back(std::move(interface));
    return Step::read_on;
}

PcapngParser::Step PcapngParser::parse_simple(Bytes block) {
    if (block.size() < smallest_simple_block_bytes) return damaged("a packet block is too short");
    const auto original = load<std::uint32_t>(block.data() + at_simple_original, order_);
    std::size_t captured =
        std::min<std::size_t>(original, block.size() - smallest_simple_block_bytes);
    if (!section_.empty() && section_.front().snap_length > 0) {
        captured = std::min<std::size_t>(captured, section_.front().snap_length);
    }
    return add_packet(block, {.interface = 0,
                              .captured = static_cast<std::uint32_t>(captured),
                              .original = original,
                              .data_at = at_simple_data,
                              .ticks = std::nullopt});
}

PcapngParser::Step PcapngParser::parse_obsolete(Bytes block) {
    if (block.size() < smallest_packet_block_bytes) return damaged("a packet block is too short");
    const std::uint8_t* const at = block.data();
    return add_packet(block, {.interface = load<std::uint16_t>(at + at_interface, order_),
                              .captured = load<std::uint32_t>(at + at_captured, order_),
                              .original = load<std::uint32_t>(at + at_original, order_),
                              .data_at = at_data,
                              .ticks = join(load<std::uint32_t>(at + at_ticks_high, order_),
                                            load<std::uint32_t>(at + at_ticks_low, order_))});
}

PcapngParser::Step PcapngParser::add_packet(Bytes block, const PacketFields& fields) {
    if (fields.interface >= section_.size()) {
        return damaged("it is of interface " + std::to_string(fields.interface) +
                       ", which was not declared");
    }
    const Bytes body = block.first(block.size() - pcapng::block_trailer_bytes);
    if (fields.captured > body.size() - fields.data_at) {
        return damaged("it claims " + std::to_string(fields.captured) +
                       " bytes, more than its block holds");
    }
    const Source& source = section_[fields.interface];
    const std::size_t options_at = fields.data_at + pcapng::padded_to_4(fields.captured);
    const bool has_options = fields.ticks && options_at + 4 <= body.size();
    batch_[count_] = Arrival{
        .bytes = body.subspan(fields.data_at, fields.captured),
        .at = time_of(source, fields.ticks),
        .frame = ++frames_,
        .note = has_options ? read_comments(body.subspan(options_at)) : nullptr,
        .wire_length = fields.original,
        .interface = source.id,
        .link = source.link,
    };
    ++count_;
    return Step::read_on;
}

Time PcapngParser::time_of(const Source& source, std::optional<std::uint64_t> ticks) {
    if (ticks) {
        const TickScale::Converted converted = source.scale.convert(*ticks);
        if (converted.out_of_range) count_time_out_of_range();
        last_time_ = converted.at;
    }
    return last_time_;
}

const Annotation* PcapngParser::read_comments(Bytes options) {
    Annotation& note = notes_[count_];
    note.comments.clear();
    pcapng::for_each_option(options, order_, [&](std::uint16_t code, Bytes value) {
        if (code != pcapng::opt_comment || note.comments.size() == most_comments_a_packet) return;
        note.comments.emplace_back(as_text(value));
    });
    return note.comments.empty() ? nullptr : &note;
}

PcapngParser::Step PcapngParser::damaged(const std::string& why) {
    stop_early(frames_ + 1, buffer_.offset(), why);
    return Step::damaged;
}

PcapngParser::Step PcapngParser::need(std::size_t bytes) {
    wanted_ = bytes;
    return Step::need_bytes;
}

}  // namespace cordon

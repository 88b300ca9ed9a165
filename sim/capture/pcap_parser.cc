#include "sim/capture/pcap_parser.hh"

namespace cordon {

namespace {

constexpr std::uint32_t magic_microseconds = 0xa1b2c3d4;
constexpr std::uint32_t magic_nanoseconds = 0xa1b23c4d;
constexpr std::uint32_t magic_modified = 0xa1b2cd34;  // Kuznetzov's patch of libpcap, 1998
constexpr std::size_t modified_record_header_bytes = 24;

// Offsets in a record header (draft-ietf-opsawg-pcap section 5).
constexpr std::size_t at_fraction = 4;
constexpr std::size_t at_captured = 8;
constexpr std::size_t at_original = 12;

bool is_magic_in(const std::uint8_t* at, ByteOrder order) {
    const auto magic = load<std::uint32_t>(at, order);
    return magic == magic_microseconds || magic == magic_nanoseconds || magic == magic_modified;
}

}  // namespace

bool PcapHeader::is_magic(const std::uint8_t* at) {
    return is_magic_in(at, ByteOrder::little_endian) || is_magic_in(at, ByteOrder::big_endian);
}

std::optional<PcapHeader> PcapHeader::parse(const std::uint8_t* at) {
    if (!is_magic(at)) return std::nullopt;
    PcapHeader header;
    header.order = is_magic_in(at, ByteOrder::little_endian) ? ByteOrder::little_endian
                                                             : ByteOrder::big_endian;
    const auto magic = load<std::uint32_t>(at, header.order);
    if (magic == magic_nanoseconds) header.ns_per_tick = 1;
    if (magic == magic_modified) header.record_header_bytes = modified_record_header_bytes;
    header.major = load<std::uint16_t>(at + 4, header.order);
    header.minor = load<std::uint16_t>(at + 6, header.order);
    header.snap_length = load<std::uint32_t>(at + 16, header.order);
    header.link =
        LinkType{static_cast<std::uint16_t>(load<std::uint32_t>(at + 20, header.order) & 0xffffU)};
    return header;
}

PcapParser::PcapParser(BlockBuffer& buffer, const PcapHeader& header)
    : buffer_(buffer),
      header_(header),
      interface_{.link = header.link, .snap_length = header.snap_length},
      longest_packet_(longest_packet(header.snap_length)) {
    buffer_.consume(PcapHeader::bytes);
}

Result<std::span<Arrival>> PcapParser::next() {
    while (!ended_early()) {
        const std::size_t count = header_.order == ByteOrder::little_endian
                                      ? parse_buffered<ByteOrder::little_endian>()
                                      : parse_buffered<ByteOrder::big_endian>();
        if (count > 0) return std::span(batch_).first(count);
        const std::size_t wanted = record_bytes();
        if (wanted > header_.record_header_bytes + longest_packet_) {
            stop_early(frames_ + 1, buffer_.offset(),
                       "its length, " + std::to_string(wanted - header_.record_header_bytes) +
                           " bytes, is over the limit of " + std::to_string(longest_packet_) +
                           ": the file is damaged here");
            break;
        }
        const Result<bool> whole = buffer_.ensure(wanted);
        if (!whole) return fail(whole.error());
        if (!*whole) {
            stop_at_end(buffer_, frames_ + 1, wanted);
            break;
        }
    }
    return std::span<Arrival>{};
}

template <ByteOrder order>
std::size_t PcapParser::parse_buffered() {
    const std::uint8_t* const begin = buffer_.data();
    const std::uint8_t* const end = begin + buffer_.size();
    const std::uint8_t* at = begin;
    const std::size_t header_bytes = header_.record_header_bytes;
    std::size_t count = 0;
    while (count < batch_packets && static_cast<std::size_t>(end - at) >= header_bytes) {
        const std::size_t captured = load<order, std::uint32_t>(at + at_captured);
        if (captured > longest_packet_) break;
        if (static_cast<std::size_t>(end - at) - header_bytes < captured) break;
        const std::int64_t seconds = load<order, std::uint32_t>(at);
        const std::int64_t fraction = load<order, std::uint32_t>(at + at_fraction);
        batch_[count] = Arrival{
            .bytes = Bytes(at + header_bytes, captured),
            .at = time_from_ns(seconds * ns_per_s + fraction * header_.ns_per_tick),
            .frame = ++frames_,
            .note = nullptr,
            .wire_length = load<order, std::uint32_t>(at + at_original),
            .interface = InterfaceId{0},
            .link = header_.link,
        };
        ++count;
        at += header_bytes + captured;
    }
    buffer_.consume(static_cast<std::size_t>(at - begin));
    return count;
}

std::size_t PcapParser::record_bytes() const {
    if (buffer_.size() < header_.record_header_bytes) return header_.record_header_bytes;
    return header_.record_header_bytes +
           load<std::uint32_t>(buffer_.data() + at_captured, header_.order);
}

}  // namespace cordon

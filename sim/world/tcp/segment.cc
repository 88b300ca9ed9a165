#include "sim/world/tcp/segment.hh"

#include <algorithm>
#include <cassert>

#include "sim/core/internet_checksum.hh"
#include "sim/world/header_writer.hh"

namespace cordon {
namespace {

constexpr std::size_t fixed_header = 20;
constexpr std::uint8_t no_operation = 1;
constexpr std::size_t timestamps_length = 12;  // with two no-operations ahead (RFC 7323 appendix A)

void put_options(HeaderWriter& out, const OutgoingSegment& segment) {
    using u8 = std::uint8_t;
    if (segment.maximum_segment_size) {
        out.put(u8{2}).put(u8{4}).put(*segment.maximum_segment_size);
    }
    if (segment.sack_permitted) {
        // Where Linux puts it: in place of the no-operations before the time stamps.
        if (!segment.timestamps) out.put(no_operation).put(no_operation);
        out.put(u8{4}).put(u8{2});
    }
    if (segment.timestamps) {
        if (!segment.sack_permitted) out.put(no_operation).put(no_operation);
        out.put(u8{8}).put(u8{10});
        out.put(segment.timestamps->value).put(segment.timestamps->echo_reply);
    }
    if (segment.window_scale)
        out.put(no_operation).put(u8{3}).put(u8{3}).put(*segment.window_scale);
    if (segment.sack_count > 0) {
        out.put(no_operation).put(no_operation).put(u8{5});
        out.put(static_cast<u8>(2 + 8 * segment.sack_count));
        for (std::size_t i = 0; i < segment.sack_count; ++i) {
            out.put(segment.sack_blocks[i].from.raw()).put(segment.sack_blocks[i].to.raw());
        }
    }
}

}  // namespace

std::size_t option_length(const OutgoingSegment& segment) {
    std::size_t length = 0;
    if (segment.maximum_segment_size) length += 4;
    if (segment.timestamps) {
        length += timestamps_length;
    } else if (segment.sack_permitted) {
        length += 4;
    }
    if (segment.window_scale) length += 4;
    if (segment.sack_count > 0) length += 4U + 8U * segment.sack_count;
    return length;
}

TcpSegment read_segment(const Packet& packet, const Headers& headers) {
    TcpSegment segment;
    segment.seq = headers.seq;
    segment.ack = headers.ack;
    segment.flags = headers.tcp_flags;
    segment.window = headers.window;
    segment.length = headers.payload_length;
    const Bytes bytes = packet.bytes();
    const std::size_t options_at = headers.transport_offset + fixed_header;
    if (options_at < headers.payload_offset) {
        segment.options =
            read_tcp_options(bytes.subspan(options_at, headers.payload_offset - options_at));
    }
    segment.bytes = bytes.subspan(std::min<std::size_t>(headers.payload_offset, bytes.size()));
    segment.stream = packet.stream;
    segment.stream_offset = packet.stream_offset;
    // Of a cut packet without a stream nobody knows more than is there.
    if (!segment.stream && segment.bytes.size() < segment.length) {
        segment.length = static_cast<std::uint32_t>(segment.bytes.size());
    }
    return segment;
}

PacketPtr make_packet(PacketPool& pool, const OutgoingSegment& segment, std::uint32_t stored) {
    assert(stored <= segment.length);
    const std::size_t options = option_length(segment);
    const std::size_t tcp_header = fixed_header + options;
    const std::size_t ip_header = ip_header_length(segment.src.address);
    PacketPtr packet = pool.take(ip_header + tcp_header + stored);
    const auto tcp_length = static_cast<std::uint32_t>(tcp_header + segment.length);
    packet->wire_length = static_cast<std::uint32_t>(ip_header) + tcp_length;
    HeaderWriter out(packet->room());
    put_ip_header(out, {.src = segment.src.address,
                        .dst = segment.dst.address,
                        .ttl = segment.ttl,
                        .id = segment.ip_id,
                        .protocol = ip_protocol::tcp,
                        .payload_length = tcp_length});
    out.put(segment.src.port).put(segment.dst.port);
    out.put(segment.seq.raw()).put(segment.ack.raw());
    out.put(static_cast<std::uint8_t>(tcp_header / 4 << 4U)).put(segment.flags);
    out.put(segment.window).put(std::uint16_t{0}).put(std::uint16_t{0});
    put_options(out, segment);
    const std::span<std::uint8_t> tcp = packet->room().subspan(ip_header);
    if (segment.length > 0) {
        packet->stream = segment.stream;
        packet->stream_offset = segment.stream_offset;
        if (stored > 0) segment.stream->copy(segment.stream_offset, tcp.subspan(tcp_header));
    }
    const std::uint16_t sum = InternetSum{}
                                  .add(tcp)
                                  .add_pseudo_header(segment.src.address, segment.dst.address,
                                                     ip_protocol::tcp, tcp_length)
                                  .value();
    HeaderWriter(tcp.subspan(16)).put(sum);
    return packet;
}

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/core/bytes.hh"
#include "sim/core/endpoint.hh"
#include "sim/core/seq32.hh"
#include "sim/craft/tcp_options.hh"
#include "sim/decode/headers.hh"
#include "sim/decode/tcp_options.hh"
#include "sim/world/packet.hh"

namespace cordon {

/// A TCP segment as it came. A view: valid while its packet is.
struct TcpSegment {
    Seq32 seq{}, ack{};
    TcpFlags flags{};
    std::uint16_t window = 0;  // unscaled
    std::uint32_t length = 0;  // of the payload on the wire
    TcpOptions options{};
    Bytes bytes{};       // of the payload, as far as the packet holds them
    StreamRef stream{};  // of which the payload is a part; none: the bytes are all
    std::uint64_t stream_offset = 0;
};

/// Reads the segment of a packet that decoded as TCP.
[[nodiscard]] TcpSegment read_segment(const Packet& packet, const Headers& headers);

/// A TCP segment to be sent.
struct OutgoingSegment {
    Endpoint src{}, dst{};
    Seq32 seq{}, ack{};
    std::uint8_t flags = 0;    // of craft's tcp_flag
    std::uint16_t window = 0;  // unscaled
    std::uint8_t ttl = 64;
    std::uint16_t ip_id = 0;
    TcpOptionFields options{};
    std::uint32_t length = 0;  // of the payload: these bytes of `stream`
    StreamRef stream{};
    std::uint64_t stream_offset = 0;
};

/// The packet for it, with the first `stored` bytes of its payload and right checksums (of a cut
/// packet: as if the rest were zeros; nobody can check it).
[[nodiscard]] PacketPtr make_packet(PacketPool& pool, const OutgoingSegment& segment,
                                    std::uint32_t stored);

}  // namespace cordon

#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/arrival.hh"
#include "sim/craft/ip_packet.hh"

namespace cordon {

/// Whom a forged segment claims to come from, and whom it is sent to.
struct TcpEnds {
    IpAddress src{}, dst{};
    std::uint16_t src_port = 0, dst_port = 0;

    [[nodiscard]] TcpEnds opposite() const {
        return {.src = dst, .dst = src, .src_port = dst_port, .dst_port = src_port};
    }
};

/// How a wall's reset looks: the marks by which measurements tell walls apart. RST alone or, with
/// tcp_flag::rst | tcp_flag::ack, RST+ACK.
struct ResetFields {
    Seq32 seq{}, ack{};
    std::uint8_t flags = tcp_flag::rst;
    std::uint8_t ttl = 64;       // or hop limit
    std::uint16_t ip_id = 0;     // IPv4 only
    bool dont_fragment = false;  // IPv4 only
    std::uint16_t window = 0;
    Bytes payload{};  // a view; most resets have none
};

/// What a reset answers: the sequence numbers of a segment just seen.
struct SegmentSeen {
    Seq32 seq{}, ack{};
    std::uint8_t flags = tcp_flag::ack;
    std::uint32_t payload_length = 0;  // bytes

    /// The number after the segment; SYN and FIN count one each (RFC 9293 section 3.4).
    [[nodiscard]] Seq32 end() const;
};

/// What became of the segment that a reset answers: on-path walls see copies, in-path ones remove
/// it.
enum class Trigger : std::uint8_t { delivered, removed };

/// Sequence numbers for resets that the ends accept, which demands the very next one expected (RFC
/// 9293 section 3.10.7.4, after RFC 5961). Towards the receiver of the segment as its sender's;
/// towards its sender as the receiver's answer (section 3.10.7.1: from the acknowledgement number
/// of the segment, or zero where it has none).
struct ResetNumbers {
    Seq32 seq{}, ack{};
};
[[nodiscard]] ResetNumbers numbers_towards_receiver(const SegmentSeen& seen, Trigger trigger);
[[nodiscard]] ResetNumbers numbers_towards_sender(const SegmentSeen& seen);

/// A reset as it goes onto the link, checksums right: `link_header` is that of a packet seen in the
/// direction in which the reset goes (craft/link_header.hh), possibly empty. Requires: payload of
/// at most most_packet_payload bytes.
[[nodiscard]] std::vector<std::uint8_t> tcp_reset(Bytes link_header, LinkType link,
                                                  const TcpEnds& ends, const ResetFields& reset);

}  // namespace cordon

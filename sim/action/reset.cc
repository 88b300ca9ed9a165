#include "sim/action/reset.hh"

#include "sim/action/injection.hh"

namespace cordon {
namespace {

/// How the plain reset looks: a choice, after what Linux sends for a segment that belongs to no
/// socket (default TTL, DF, IP ID 0, window 0).
constexpr std::uint8_t plain_ttl = 64;
constexpr std::uint16_t plain_ip_id = 0;
constexpr bool plain_dont_fragment = true;
constexpr std::uint16_t plain_window = 0;

Seq32 furthest(Seq32 a, Seq32 b) {
    return a < b ? b : a;
}

SegmentSeen segment_of(const Headers& headers) {
    return {.seq = headers.seq,
            .ack = headers.ack,
            .flags = headers.tcp_flags.bits,
            .payload_length = headers.payload_length};
}

}  // namespace

bool can_be_reset(const Headers& trigger) {
    return trigger.is_tcp() && !trigger.tcp_flags.rst() && has_addresses_of_its_kind(trigger);
}

std::optional<ResetNumbers> reset_numbers(const Headers& trigger, Trigger fate, Direction from,
                                          Direction towards, const TcpTrack& track) {
    const SegmentSeen segment = segment_of(trigger);
    const TcpTrack::Side& sender = track.side(from);
    const TcpTrack::Side& receiver = track.side(opposite(from));
    const bool acknowledges = trigger.tcp_flags.ack();
    if (towards != from) {
        ResetNumbers numbers = numbers_towards_sender(segment);
        if (!acknowledges) return numbers;
        // A late segment: its sender has acknowledged more since.
        if (sender.has_acked) numbers.seq = furthest(numbers.seq, sender.acked);
        // What the other end sent meanwhile reaches the sender before the reset does.
        if (receiver.has_sent) numbers.seq = furthest(numbers.seq, receiver.next);
        return numbers;
    }
    if (fate == Trigger::removed && trigger.tcp_flags.is_syn() && !receiver.has_acked) {
        return std::nullopt;
    }
    ResetNumbers numbers = numbers_towards_receiver(segment, fate);
    // A retransmission: the receiver is further than this segment.
    if (receiver.has_acked) numbers.seq = furthest(numbers.seq, receiver.acked);
    // A late segment that gets there: what was sent behind it is there already.
    if (fate == Trigger::delivered && sender.has_sent) {
        numbers.seq = furthest(numbers.seq, sender.next);
    }
    if (!acknowledges) numbers.ack = receiver.has_sent ? receiver.next : Seq32{};
    return numbers;
}

std::vector<std::uint8_t> plain_reset(Bytes link_header, LinkType link, const TcpEnds& ends,
                                      const ResetNumbers& numbers) {
    return tcp_reset(link_header, link, ends,
                     {.seq = numbers.seq,
                      .ack = numbers.ack,
                      .flags = tcp_flag::rst | tcp_flag::ack,
                      .ttl = plain_ttl,
                      .ip_id = plain_ip_id,
                      .dont_fragment = plain_dont_fragment,
                      .window = plain_window,
                      .payload = {}});
}

}  // namespace cordon

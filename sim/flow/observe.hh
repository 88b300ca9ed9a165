#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "sim/core/seq32.hh"
#include "sim/core/time.hh"
#include "sim/flow/direction.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/flow_packet.hh"
#include "sim/flow/flow_state.hh"

namespace cordon {

/// What is remembered of the sequence numbers of a TCP flow: enough to forge a segment that its
/// receiver takes, and to tell a new conversation from the old.
struct TcpTrack {
    /// One sender; index with index(Direction).
    struct Side {
        Seq32 first;             // sequence number of its SYN, or of its first segment seen
        Seq32 next;              // after all that it was seen to send; SYN and FIN count one each
        Seq32 acked;             // the furthest acknowledgment number it sent
        bool has_sent = false;   // first and next are known
        bool has_acked = false;  // acked is known
        bool has_syn = false;    // first is its SYN's
        bool has_fin = false;
    };
    std::array<Side, 2> sides;
    std::uint32_t astray_resets = 0;  // RSTs not followed, see observe_packet()

    [[nodiscard]] Side& side(Direction sender) { return sides[index(sender)]; }
    [[nodiscard]] const Side& side(Direction sender) const { return sides[index(sender)]; }
};

/// Whether the sender of this first packet of a flow opened it. A SYN's sender did; a SYN/ACK's
/// receiver did. Else the end with the less server-like port did (known server ports; for TCP,
/// which we then meet mid-stream, the ranges of ports that clients use too), and where the ports
/// say nothing, the sender.
[[nodiscard]] bool opener_is_sender(const Headers& headers);

/// Whether this packet begins another conversation on the ports of `state`'s flow: a SYN, with a
/// sequence number other than that its sender's SYN had, when
///  - the old conversation is closed, or
///  - its sender has sent a FIN (one end of it may be out of sight), or
///  - it repeats the opening of a conversation that was never answered.
/// A repeated SYN does not, nor does the other end's SYN of a simultaneous open. The caller closes
/// the old flow and opens a new one.
[[nodiscard]] bool starts_new_flow(const FlowState& state, const TcpTrack& track,
                                   const Headers& headers);

/// Fills in who opened a flow, when, and its id, from its first packet; observe_packet() of the
/// same packet comes next. Requires: state.key is set (FlowTable::open). Leaves inside_is_client
/// alone.
void begin_flow(FlowState& state, const Headers& headers, Time now, std::uint64_t frame);

/// The steps of observe_packet().
namespace observe {

inline constexpr std::int32_t assumed_window = 6 * 1024 * 1024;  // bytes; observe_packet() says why

/// Moves a high-water mark forward. A jump far back means that the mark was wrong: a stray segment
/// set it, and what comes now is the stream.
inline void move_on(Seq32& mark, Seq32 to) {
    const std::int32_t step = to.ahead_of(mark);
    if (step > 0 || step < -assumed_window) mark = to;
}

inline void note_acknowledgment(TcpTrack::Side& side, const Headers& headers) {
    if (!headers.tcp_flags.ack()) return;
    if (side.has_acked) {
        move_on(side.acked, headers.ack);
    } else {
        side.acked = headers.ack;
        side.has_acked = true;
    }
}

/// Whether a packet of TCP only moves the marks of its sender: neither opens nor ends anything.
[[nodiscard]] inline bool is_plain(const FlowState& state, const FlowPacket& packet) {
    const TcpFlags flags = packet.headers->tcp_flags;
    return state.phase != FlowPhase::opening && !flags.syn() && !flags.fin() && !flags.rst();
}

/// Moves the marks of a sender over what a segment holds, up to `end`.
inline void note_marks(TcpTrack::Side& side, const Headers& headers, Seq32 end) {
    if (side.has_sent) {
        move_on(side.next, end);
    } else {
        side.first = headers.seq;
        side.next = end;
        side.has_sent = true;
    }
    note_acknowledgment(side, headers);
}

void follow_tcp(FlowState& state, TcpTrack& track, Direction sender, const Headers& headers);

/// The pause between two packets; none where their times go back.
[[nodiscard]] inline Duration pause_between(Time before, Time after) {
    return after <= before ? Duration{0} : time_between(before, after);
}

inline void count(FlowState& state, const FlowPacket& packet) {
    const bool first = state.packets[0] == 0 && state.packets[1] == 0;
    const std::size_t sender = index(packet.direction);
    state.idle = first ? Duration{0} : pause_between(state.last_seen, packet.now);
    state.last_seen = packet.now;
    state.payload_bytes[sender] += packet.headers->payload_length;
    state.frame_bytes[sender] += packet.frame_length;
    if (state.packets[sender] != std::numeric_limits<std::uint32_t>::max()) {
        ++state.packets[sender];
    }
}

}  // namespace observe

/// Counts a packet and follows the life of its flow. Where the phase changes to closing or closed
/// the idle limit shrinks: the caller places the flow's entry of the ExpiryWheel again.
///
/// The observer is tolerant: it follows whatever either end could have taken. TCP leaves `opening`
/// when the SYN is answered by a segment that acknowledges it, or when the client goes on as if it
/// had been. A RST or FIN is followed unless it is astray: more than 6 MiB (the largest receive
/// window of a Linux host unless it is told otherwise, tcp(7) tcp_rmem) from every number that its
/// receiver could expect; then both ends would ignore it (RFC 9293 section 3.10.7), and so do we;
/// an astray RST is counted. A RST that answers a SYN must acknowledge it. What was closed stays
/// closed, but for a flow that was refused and then tried again with the same SYN.
[[gnu::always_inline]] inline void observe_packet(FlowState& state, TcpTrack& track,
                                                  const FlowPacket& packet) {
    observe::count(state, packet);
    if (packet.headers->is_tcp()) {
        if (observe::is_plain(state, packet)) [[likely]] {
            const Headers& headers = *packet.headers;
            observe::note_marks(track.side(packet.direction), headers,
                                headers.seq + headers.payload_length);
        } else {
            observe::follow_tcp(state, track, packet.direction, *packet.headers);
        }
    } else if (state.phase == FlowPhase::opening && state.key.protocol != ip_protocol::tcp &&
               state.packets[0] != 0 && state.packets[1] != 0) {
        state.phase = FlowPhase::established;
    }
}

}  // namespace cordon

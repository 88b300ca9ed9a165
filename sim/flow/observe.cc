#include "sim/flow/observe.hh"

#include <limits>

#include "sim/flow/flow_id.hh"
#include "sim/flow/server_port.hh"

namespace cordon {
namespace {

using observe::assumed_window;
using observe::note_acknowledgment;

bool within_window(Seq32 a, Seq32 b) {
    const std::int32_t distance = a.ahead_of(b);
    return -assumed_window <= distance && distance <= assumed_window;
}

/// A number that nobody could expect of this sender.
bool is_astray(const TcpTrack& track, Direction sender, Seq32 seq) {
    const TcpTrack::Side& from = track.side(sender);
    const TcpTrack::Side& to = track.side(opposite(sender));
    if (!from.has_sent && !to.has_acked) return false;
    return !(from.has_sent && within_window(seq, from.next)) &&
           !(to.has_acked && within_window(seq, to.acked));
}

/// Whether a segment of the server answers the client's opening.
bool acknowledges_opening(const TcpTrack& track, const Headers& headers) {
    const TcpTrack::Side& client = track.side(Direction::up);
    if (!client.has_sent) return true;
    const std::int32_t acknowledged = headers.ack.ahead_of(client.first);
    return headers.tcp_flags.ack() && 0 < acknowledged && acknowledged <= assumed_window;
}

void note_reset(FlowState& state, TcpTrack& track, Direction sender, const Headers& headers) {
    const bool refusal = state.phase == FlowPhase::opening && sender == Direction::down;
    const bool astray =
        refusal ? !acknowledges_opening(track, headers) : is_astray(track, sender, headers.seq);
    if (!astray) {
        state.phase = FlowPhase::closed;
    } else if (track.astray_resets != std::numeric_limits<std::uint32_t>::max()) {
        ++track.astray_resets;
    }
}

void note_syn(FlowState& state, TcpTrack& track, Direction sender, const Headers& headers) {
    TcpTrack::Side& side = track.side(sender);
    TcpTrack::Side& other = track.side(opposite(sender));
    if (side.has_sent) {
        // Repeated; or of nobody's conversation, unless what was refused is tried again.
        const bool retried = state.phase == FlowPhase::closed && side.has_syn &&
                             side.first == headers.seq && !other.has_sent && !side.has_fin;
        if (retried) state.phase = FlowPhase::opening;
    } else {
        side.first = headers.seq;
        side.next = headers.seq + 1 + headers.payload_length;
        side.has_sent = side.has_syn = true;
    }
    note_acknowledgment(side, headers);
    if (headers.tcp_flags.is_syn_ack() && !other.has_sent) {
        other.first = headers.ack - 1;
        other.next = headers.ack;
        other.has_sent = other.has_syn = true;
    }
}

void note_segment(FlowState& state, TcpTrack& track, Direction sender, const Headers& headers) {
    TcpTrack::Side& side = track.side(sender);
    const bool fin = headers.tcp_flags.fin() && !is_astray(track, sender, headers.seq);
    const Seq32 end = headers.seq + headers.payload_length + (fin ? 1 : 0);
    observe::note_marks(side, headers, end);
    if (!fin || state.phase == FlowPhase::closed) return;
    side.has_fin = true;
    state.phase = track.side(opposite(sender)).has_fin ? FlowPhase::closed : FlowPhase::closing;
}

}  // namespace

void observe::follow_tcp(FlowState& state, TcpTrack& track, Direction sender,
                         const Headers& headers) {
    if (headers.tcp_flags.rst()) return note_reset(state, track, sender, headers);
    const bool opening_syn = headers.tcp_flags.is_syn();
    if (state.phase == FlowPhase::opening && !opening_syn) {
        // What does not answer the opening is another conversation's, or an injector's guess.
        if (sender == Direction::down && !acknowledges_opening(track, headers)) return;
        state.phase = FlowPhase::established;
    }
    if (headers.tcp_flags.syn()) {
        note_syn(state, track, sender, headers);
    } else {
        note_segment(state, track, sender, headers);
    }
}

bool opener_is_sender(const Headers& headers) {
    if (headers.is_tcp() && headers.tcp_flags.syn()) return headers.tcp_flags.is_syn();
    const PortLikeness sender = likeness_of(headers.src_port);
    const PortLikeness receiver = likeness_of(headers.dst_port);
    if (headers.protocol == ip_protocol::tcp) return sender <= receiver;
    return sender != PortLikeness::server || receiver == PortLikeness::server;
}

bool starts_new_flow(const FlowState& state, const TcpTrack& track, const Headers& headers) {
    if (!headers.is_tcp() || !headers.tcp_flags.is_syn() || headers.tcp_flags.rst()) return false;
    const TcpTrack::Side& side = track.side(state.direction_from(flow_key_of(headers).from_low));
    if (side.has_syn && side.first == headers.seq) return false;
    if (state.phase == FlowPhase::closed || side.has_fin) return true;
    return state.phase == FlowPhase::opening && side.has_syn;
}

void begin_flow(FlowState& state, const Headers& headers, Time now, std::uint64_t frame) {
    const bool from_low = flow_key_of(headers).from_low;
    state.client_is_low = from_low == opener_is_sender(headers);
    state.picked_up = headers.is_tcp() && !headers.tcp_flags.syn();
    if (state.picked_up) state.phase = FlowPhase::established;
    state.started = now;
    state.last_seen = now;
    state.first_frame = frame;
    state.id = make_flow_id(state.key, now, frame);
}

}  // namespace cordon

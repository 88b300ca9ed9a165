#include "sim/scenario/reenact/tcp_recording.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr std::uint32_t timestamp_option = 12;  // bytes, with its padding (RFC 7323 appendix A)

/// Payload of a full segment, as the two ends agreed on it.
std::uint32_t full_segment(const TcpOptions& options, std::uint32_t known) {
    if (!options.maximum_segment_size) return known;
    const std::uint32_t stated = *options.maximum_segment_size;
    const std::uint32_t taken = options.timestamps ? timestamp_option : 0;
    const std::uint32_t payload = stated > taken ? stated - taken : 1;
    return known == 0 ? payload : std::min(known, payload);
}

}  // namespace

TcpRecording::TcpRecording(const Endpoint& client, const Endpoint& server, Time at,
                           std::uint64_t frame)
    : last_news_(at) {
    out_.client = client;
    out_.server = server;
    out_.started = at;
    out_.frame = frame;
}

void TcpRecording::add(Direction from, const Decoded& packet, const TcpOptions& options, Time at) {
    const Headers& headers = packet.headers;
    ++out_.sides[index(from)].packets;
    if (headers.tcp_flags.syn()) follow_syn(from, headers, options, at);
    if (headers.tcp_flags.ack()) follow_acknowledgment(from, headers, at);
    if (headers.payload_length > 0) follow_data(from, packet, at);
    if (headers.tcp_flags.fin() || headers.tcp_flags.rst()) follow_end(from, headers, at);
}

void TcpRecording::follow_syn(Direction from, const Headers& headers, const TcpOptions& options,
                              Time at) {
    End& sender = end(from);
    ConversationSide& side = out_.sides[index(from)];
    if (side.syns++ > 0) ++side.retransmitted;
    sender.stream.begin(headers.seq + 1);
    sender.syn_at = at;
    for (End& each : ends_) each.full = full_segment(options, each.full);
    note_news(at);
    if (from == Direction::down) measure_handshake(from, at);
}

/// The SYN/ACK measures the way to the server, the client's answer to it that to the client. What
/// was sent twice measures nothing (Karn): which of the two was answered is not known.
void TcpRecording::measure_handshake(Direction from, Time at) {
    const End& asked = end(opposite(from));
    if (out_.sides[index(opposite(from))].syns != 1 || !asked.syn_at) return;
    std::optional<Duration>& leg = out_.legs[index(from)].round_trip;
    if (!leg) leg = std::max(Duration{0}, time_between(*asked.syn_at, at));
}

void TcpRecording::follow_acknowledgment(Direction from, const Headers& headers, Time at) {
    StreamFollower& other = end(opposite(from)).stream;
    if (headers.tcp_flags.rst()) return;
    if (!other.begun()) other.begin(headers.ack);
    if (from == Direction::up && !open_since_) {
        open_since_ = at;
        measure_handshake(from, at);
    }
    if (const auto offset = other.offset_of(headers.ack)) other.acknowledged(*offset, at);
}

void TcpRecording::follow_data(Direction from, const Decoded& packet, Time at) {
    const Headers& headers = packet.headers;
    ConversationSide& side = out_.sides[index(from)];
    End& sender = end(from);
    ++side.data_packets;
    if (!sender.stream.begun()) return;
    const Seq32 first = headers.tcp_flags.syn() ? headers.seq + 1 : headers.seq;
    const auto offset = sender.stream.offset_of(first);
    if (!offset || side.closing.how == Closing::How::rst) return;
    const std::uint64_t before = sender.stream.next();
    switch (sender.stream.add(*offset, packet.payload, headers.payload_length, at)) {
        case StreamFollower::Seen::again:
            ++side.retransmitted;
            return;
        case StreamFollower::Seen::filled:
            ++side.retransmitted;
            note_news(at);
            return;
        case StreamFollower::Seen::too_far:
            ++side.too_far;
            return;
        case StreamFollower::Seen::keep_alive:
            return;
        case StreamFollower::Seen::moved_on:
            break;
    }
    sender.rate.add(at, headers.payload_length);
    const StreamFollower& other = end(opposite(from)).stream;
    if (other.begun() && other.next() > other.heard()) out_.concurrent = true;
    if (begins_turn(from, at)) begin_turn(from, before, at);
    sender.last_new = at;
    sender.heard_then = other.heard();
    sender.last_was_full = sender.full > 0 && headers.payload_length % sender.full == 0;
    note_news(at);
}

bool TcpRecording::begins_turn(Direction side, Time at) {
    End& sender = end(side);
    if (!sender.last_turn) return true;
    if (end(opposite(side)).stream.heard() > sender.heard_then) return true;
    if (time_between(sender.last_new, at) <= silence) return false;
    if (!sender.last_was_full) return true;
    const std::optional<Time> let_on = sender.stream.last_acknowledgment();
    const Duration way = out_.legs[index(side)].round_trip.value_or(Duration{});
    return !let_on || *let_on < sender.last_new || at > later_by(later_by(*let_on, way), silence);
}

TcpRecording::Pause TcpRecording::pause_before(Direction side, Time at) {
    const End& sender = end(side);
    const StreamFollower& other = end(opposite(side)).stream;
    const Duration way = out_.legs[index(side)].round_trip.value_or(Duration{});
    std::optional<Time> since;
    Pause pause;
    if (const auto passed = other.heard_passed_at()) {
        since = later_by(*passed, way);
        pause.since_heard = true;
    }
    if (sender.last_turn && (!since || *since < sender.turn_begun)) {
        since = sender.turn_begun;
        pause.since_heard = false;
    }
    if (!since) {
        since = later_by(open_since_.value_or(at), side == Direction::down ? way : Duration{});
    }
    pause.length = time_between(*since, at);
    return pause;
}

void TcpRecording::begin_turn(Direction side, std::uint64_t offset, Time at) {
    const Pause pause = pause_before(side, at);
    finish_turn(side, offset);
    End& sender = end(side);
    sender.last_turn = out_.turns.size();
    sender.turn_offset = offset;
    sender.turn_begun = at;
    out_.turns.push_back({.side = side,
                          .bytes = 0,
                          .heard = end(opposite(side)).stream.heard(),
                          .pause = pause.length,
                          .since_heard = pause.since_heard});
}

/// `offset`: what its end sends from there on is of the next.
void TcpRecording::finish_turn(Direction side, std::uint64_t offset) {
    const End& sender = end(side);
    if (sender.last_turn) out_.turns[*sender.last_turn].bytes = offset - sender.turn_offset;
}

void TcpRecording::follow_end(Direction from, const Headers& headers, Time at) {
    Closing& closing = out_.sides[index(from)].closing;
    if (headers.tcp_flags.rst()) {
        // After its own FIN it is its TCP that speaks: nobody is left to read what still comes.
        if (closing.how != Closing::How::open) return;
        if (from == Direction::down && !open_since_ && out_.sides[index(from)].syns == 0)
            out_.refused = true;
        closing.how = Closing::How::rst;
    } else {
        if (closing.how != Closing::How::open) return;
        closing.how = Closing::How::fin;
        end(from).stream.end(at);
    }
    closing.heard = end(opposite(from)).stream.heard();
    const Pause pause = pause_before(from, at);
    closing.pause = pause.length;
    closing.since_heard = pause.since_heard;
    note_news(at);
}

Recorded TcpRecording::how_recorded() const {
    if (out_.sides[0].packets == 0 || out_.sides[1].packets == 0) return Recorded::one_sided;
    if (out_.sides[0].syns == 0) return Recorded::mid_flow;
    if (out_.sides[0].missing + out_.sides[1].missing > 0) return Recorded::with_holes;
    const auto how = [&](std::size_t side) { return out_.sides[side].closing.how; };
    const bool reset = how(0) == Closing::How::rst || how(1) == Closing::How::rst;
    const bool closed = how(0) == Closing::How::fin && how(1) == Closing::How::fin;
    return reset || closed ? Recorded::whole : Recorded::ended_early;
}

/// An end may have acknowledged bytes that the recording lacks. Nobody will say them in a play, so
/// nobody must wait for them there.
std::uint64_t TcpRecording::said_to(Direction listener) const {
    const ConversationSide& other = out_.sides[index(opposite(listener))];
    return other.bytes + (other.closing.how == Closing::How::fin ? 1 : 0);
}

Conversation TcpRecording::take() {
    for (const Direction side : {Direction::up, Direction::down}) {
        End& sender = end(side);
        finish_turn(side, sender.stream.next());
        ConversationSide& out = out_.sides[index(side)];
        out.bytes = sender.stream.next();
        // A FIN takes a number of its own, behind the last byte.
        out.missing = sender.stream.missing(out.closing.how != Closing::How::open);
        out.first = sender.stream.take_first();
        out_.legs[index(side)].fastest_window = sender.rate.most();
    }
    for (Turn& turn : out_.turns) turn.heard = std::min(turn.heard, said_to(turn.side));
    for (const Direction side : {Direction::up, Direction::down}) {
        Closing& closing = out_.sides[index(side)].closing;
        closing.heard = std::min(closing.heard, said_to(side));
    }
    out_.lasted = time_between(out_.started, last_news_);
    out_.recorded = how_recorded();
    return std::move(out_);
}

}  // namespace cordon

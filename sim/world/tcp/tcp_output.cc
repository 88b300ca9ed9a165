// What a connection sends, and when it may.
#include <algorithm>

#include "sim/craft/ip_packet.hh"
#include "sim/world/tcp/tcp_connection.hh"
#include "sim/world/tcp/tcp_stack.hh"

namespace cordon {

Time TcpConnection::now() const {
    return stack_->queue().now();
}

const TcpProfile& TcpConnection::profile() const {
    return stack_->profile();
}

/// The time stamp clock ticks once a millisecond, as Linux's does, from a start of its own.
std::uint32_t TcpConnection::timestamp() const {
    const auto ms = static_cast<std::uint64_t>(to_ns(now())) / 1'000'000;
    return static_cast<std::uint32_t>(ms) + initial_seq_.raw() % 0x0fff'ffffU;
}

/// Sends what may be sent; an acknowledgement alone if one is due and nothing carried it.
void TcpConnection::output() {
    if (is_synchronized() && state_ != TcpState::time_wait) {
        window_limited_ = false;
        while (send_next()) {
        }
        if (waits_for_window() && due(Clock::retransmit) == Time::max()) {
            set(Clock::retransmit, now() + timeout());  // to probe it
        }
    }
    if (ack_now_ && state_ != TcpState::closed) send_ack();
}

bool TcpConnection::send_next() {
    std::uint64_t pipe = 0;
    if (flight_)
        pipe = flight_->sent.pipe() - std::min(flight_->sent.pipe(), flight_->duplicate_bytes);
    const bool room = congestion_.window() >= pipe + segment_size_ || pipe == 0;
    if (flight_ && flight_->sent.lost() > 0) return room && retransmit_first_lost();
    const std::uint64_t length = sendable();
    const bool fin = fin_queued_ && next_ + length == stream_end();
    if (length == 0 && !fin) return false;
    if (!fin && waits_for_more(length)) return false;
    if (!room) {
        window_limited_ = true;
        return false;
    }
    send_new(length);
    return true;
}

/// How many new bytes may go into one segment: silly windows are avoided (RFC 9293 section
/// 3.8.6.2.1). The congestion window has been looked at.
std::uint64_t TcpConnection::sendable() const {
    if (next_ >= stream_end()) return 0;
    const std::uint64_t out = next_ - unacknowledged_;
    const std::uint64_t window = send_window_ > out ? send_window_ - out : 0;
    const std::uint64_t waiting = stream_end() - next_;
    const std::uint64_t full = std::min<std::uint64_t>(waiting, segment_size_);
    if (full <= window) return full;
    return window >= most_send_window_ / 2 ? window : 0;
}

/// RFC 9293 section 3.7.4, Nagle's algorithm, where the profile has it.
bool TcpConnection::waits_for_more(std::uint64_t length) const {
    return profile().nagle && length < segment_size_ && flight_ &&
           flight_->small_end > unacknowledged_;
}

/// The congestion window after a silence (RFC 5681 section 4.1).
void TcpConnection::rest_window() {
    if (!nothing_out() || last_sent_ == Time::min() || next_ <= 1) return;
    const Duration silence = now() - last_sent_;
    const Duration rto = rtt_.timeout(profile());
    if (silence <= rto) return;
    congestion_.idled(silence, rto, std::uint64_t{segment_size_} * profile().initial_window,
                      profile().halves_window_when_idle);
}

void TcpConnection::send_new(std::uint64_t length) {
    rest_window();
    TcpPosition end = next_ + length;
    const bool fin = fin_queued_ && end == stream_end();
    const bool last = end == stream_end();
    const auto flags = static_cast<std::uint8_t>((last && length > 0 ? tcp_flag::psh : 0U) |
                                                 (fin ? tcp_flag::fin : 0U));
    if (fin) {
        ++end;
        state_ = state_ == TcpState::close_wait ? TcpState::last_ack : TcpState::fin_wait_1;
    }
    // An answer soon after bytes came: the program is one that answers (Linux's "pingpong").
    if (length > 0 && last_received_ != Time::min() &&
        now() - last_received_ < profile().delayed_ack) {
        answers_quickly_ = true;
    }
    const bool first = nothing_out();
    flight().sent.sent(next_, end, now());
    if (length < segment_size_) flight_->small_end = end;
    transmit(next_, end, flags);
    next_ = end;
    if (first || due(Clock::retransmit) == Time::max()) restart_retransmit();
    plan_tail_probe();
}

bool TcpConnection::retransmit_first_lost() {
    SentSegments::Segment* segment = flight().sent.first_lost();
    if (segment == nullptr) return false;
    retransmit(*segment);
    return true;
}

void TcpConnection::retransmit(SentSegments::Segment& segment) {
    const bool fin = fin_queued_ && segment.end() > stream_end();
    const bool last = segment.end() >= stream_end() && segment.begin < stream_end();
    const auto flags =
        static_cast<std::uint8_t>((fin ? tcp_flag::fin : 0U) | (last ? tcp_flag::psh : 0U));
    flight().sent.retransmitted(segment, now());
    transmit(segment.begin, segment.end(), flags);
    if (due(Clock::retransmit) == Time::max()) restart_retransmit();
}

/// The payload (and FIN) between two positions.
void TcpConnection::transmit(TcpPosition begin, TcpPosition end, std::uint8_t extra_flags) {
    OutgoingSegment segment = header(begin);
    segment.flags = extra_flags;
    acknowledge_in(segment);
    segment.length = static_cast<std::uint32_t>(std::min(end, stream_end()) - begin);
    if (segment.length > 0) {
        segment.stream = stream_;
        segment.stream_offset = begin - 1;
    }
    last_sent_ = now();
    stack_->transmit(segment, route_);
}

OutgoingSegment TcpConnection::header(TcpPosition seq) {
    OutgoingSegment segment;
    segment.src = local();
    segment.dst = remote();
    segment.seq = seq_at(seq);
    segment.ttl = profile().ttl;
    if (profile().counts_ip_ids) segment.ip_id = ip_id_++;
    if (timestamps_) {
        segment.options.timestamps = {.value = timestamp(), .echo_reply = recent_timestamp_};
    }
    return segment;
}

/// Any segment acknowledges: what was to be said alone need not be any more.
void TcpConnection::acknowledge_in(OutgoingSegment& segment) {
    segment.flags |= tcp_flag::ack;
    segment.ack = received_seq_at(receive_next());
    segment.window = advertise();
    acknowledged_ = receive_next();
    ack_now_ = false;
    stop(Clock::delayed_ack);
}

void TcpConnection::send_syn() {
    const TcpProfile& own = profile();
    const bool answers = state_ == TcpState::syn_received;
    OutgoingSegment segment = header(0);
    segment.flags = static_cast<std::uint8_t>(tcp_flag::syn | (answers ? tcp_flag::ack : 0U));
    if (answers) {
        segment.ack = received_seq_at(1);
        acknowledged_ = 1;
    }
    // The window of a SYN is never scaled (RFC 7323 section 2.2).
    const std::uint32_t window = std::min<std::uint32_t>(own.receive_buffer, 65'535);
    segment.window = static_cast<std::uint16_t>(window);
    window_edge_ = std::max<TcpPosition>(window_edge_, 1 + window);
    segment.options.maximum_segment_size = stack_->own_segment(remote_);
    if (!answers || sack_) segment.options.sack_permitted = own.sack;
    if (!answers || receive_scale_ > 0) segment.options.window_scale = own.window_scale;
    if (!answers && own.timestamps) {
        segment.options.timestamps = {.value = timestamp(), .echo_reply = 0};
    }
    SentSegments& sent = flight().sent;
    if (sent.empty()) {
        sent.sent(0, 1, now());
        next_ = 1;
    } else {
        sent.retransmitted(sent.front(), now());
    }
    if (due(Clock::retransmit) == Time::max()) {
        set(Clock::retransmit, now() + profile().initial_rto * profile().syn_backoff[0]);
    }
    last_sent_ = now();
    stack_->transmit(segment, route_);
}

void TcpConnection::send_ack() {
    OutgoingSegment segment = header(next_);
    acknowledge_in(segment);
    if (sack_) add_sacks(segment);
    if (quick_acks_ > 0 && received_.next() > 1) --quick_acks_;
    stack_->transmit(segment, route_);
}

void TcpConnection::add_sacks(OutgoingSegment& segment) {
    const std::size_t most = timestamps_ ? 3 : 4;
    TcpOptionFields& options = segment.options;
    const auto add = [&](const ReceiveBuffer::Block& block) {
        options.sack_blocks[options.sack_count++] = {.from = received_seq_at(block.begin),
                                                     .to = received_seq_at(block.end)};
    };
    if (rare_ && rare_->duplicate.begin < rare_->duplicate.end) {
        add(rare_->duplicate);
        rare_->duplicate = {};
    }
    if (!received_.has_gap()) return;
    std::array<ReceiveBuffer::Block, 4> blocks{};
    const std::size_t room = most - options.sack_count;
    const std::size_t count = received_.blocks(std::span(blocks).first(room));
    for (std::size_t i = 0; i < count; ++i) add(blocks[i]);
}

std::uint64_t TcpConnection::free_space() const {
    const std::uint64_t buffer = profile().receive_buffer;
    return buffer - std::min(buffer, received_.available());
}

/// The window field for a segment that goes out now, with what it acknowledges. The edge never
/// moves back, and forward only by a full segment or half the buffer (RFC 9293 section 3.8.6.2.2).
std::uint16_t TcpConnection::advertise() {
    const TcpPosition next = receive_next();
    const std::uint64_t step =
        std::min<std::uint64_t>(largest_received_, profile().receive_buffer / 2);
    const std::uint64_t most = std::uint64_t{UINT16_MAX} << receive_scale_;
    const TcpPosition wanted = next + std::min(free_space(), most);
    if (wanted >= window_edge_ + step) window_edge_ = wanted;
    const std::uint64_t window = window_edge_ > next ? window_edge_ - next : 0;
    return static_cast<std::uint16_t>(std::min(window, most) >> receive_scale_);
}

/// After the program has taken bytes: tells the peer if its window was small and is not any more.
void TcpConnection::maybe_update_window() {
    if (!is_synchronized() || fin_received_ || state_ == TcpState::closed) return;
    const TcpPosition next = receive_next();
    const std::uint64_t left = window_edge_ > next ? window_edge_ - next : 0;
    const std::uint64_t space = free_space();
    if (space >= 2 * left && space - left >= largest_received_) {
        send_ack();
        arm();
    }
}

/// RFC 5961: an acknowledgement that makes the peer, if it is the peer, say it again better.
void TcpConnection::send_challenge() {
    Time& last = rare().last_challenge;
    if (last != Time::min() && now() - last < profile().challenge_interval) return;
    last = now();
    ack_now_ = true;
}

void TcpConnection::send_reset() {
    OutgoingSegment segment = header(next_);
    segment.flags = tcp_flag::rst;
    acknowledge_in(segment);
    stack_->transmit(segment, route_);
}

}  // namespace cordon

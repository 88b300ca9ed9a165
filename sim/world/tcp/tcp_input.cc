// What a connection does with a segment: RFC 9293 section 3.10.7 with RFC 5961 and RFC 7323.
#include <algorithm>

#include "sim/craft/ip_packet.hh"
#include "sim/world/tcp/tcp_connection.hh"
#include "sim/world/tcp/tcp_stack.hh"

namespace cordon {
namespace {

/// The most that RFC 7323 section 2.3 lets a window be shifted.
constexpr std::uint8_t most_scale = 14;
/// RFC 9293 section 3.7.1: without the option, for IPv4.
constexpr std::uint16_t default_segment = 536;
constexpr std::uint16_t timestamps_length = 12;

}  // namespace

TcpConnection::TcpConnection(TcpStack& stack, const Endpoint& local, const Endpoint& remote)
    : stack_(&stack),
      local_(local.address),
      remote_(remote.address),
      local_port_(local.port),
      remote_port_(remote.port),
      quick_acks_(stack.profile().quick_acks),
      ip_id_(stack.first_ip_id(local, remote)),
      initial_seq_(stack.initial_sequence(local, remote)),
      stream_(SentStream::make()),
      congestion_(stack.profile().congestion, default_segment, stack.profile().initial_window),
      changed_(stack.queue()) {
    due_.fill(Time::max());
    send_syn();
    arm();
}

TcpConnection::TcpConnection(TcpStack& stack, const Endpoint& local, const Endpoint& remote,
                             const TcpSegment& syn)
    : stack_(&stack),
      local_(local.address),
      remote_(remote.address),
      local_port_(local.port),
      remote_port_(remote.port),
      state_(TcpState::syn_received),
      passive_(true),
      quick_acks_(stack.profile().quick_acks),
      ip_id_(stack.first_ip_id(local, remote)),
      initial_seq_(stack.initial_sequence(local, remote)),
      stream_(SentStream::make()),
      congestion_(stack.profile().congestion, default_segment, stack.profile().initial_window),
      remote_initial_seq_(syn.seq),
      changed_(stack.queue()) {
    due_.fill(Time::max());
    accept_options(syn.options);
    send_window_ = most_send_window_ = syn.window;
    send_syn();
    arm();
}

TcpConnection::~TcpConnection() {
    stack_->queue().cancel(event_);
}

void TcpConnection::accept_options(const TcpOptions& options) {
    const TcpProfile& own = profile();
    timestamps_ = own.timestamps && options.timestamps.has_value();
    sack_ = own.sack && options.sack_permitted;
    if (options.window_scale) {
        send_scale_ = std::min(*options.window_scale, most_scale);
        receive_scale_ = own.window_scale;
    } else {
        receive_scale_ = 0;
    }
    if (options.timestamps && timestamps_) {
        recent_timestamp_ = options.timestamps->value;
    }
    const std::uint16_t theirs =
        std::max<std::uint16_t>(options.maximum_segment_size.value_or(default_segment), 64);
    const std::uint16_t most = std::min(theirs, stack_->own_segment(remote_));
    segment_size_ = static_cast<std::uint16_t>(most - (timestamps_ ? timestamps_length : 0));
    congestion_.set_segment(segment_size_, own.initial_window);
}

void TcpConnection::on_segment(const TcpSegment& segment) {
    if (state_ == TcpState::closed) return;
    if (state_ == TcpState::syn_sent) {
        on_segment_while_connecting(segment);
    } else {
        on_segment_while_open(segment);
    }
    if (state_ == TcpState::closed) return;
    output();
    arm();
}

/// Section 3.10.7.3.
void TcpConnection::on_segment_while_connecting(const TcpSegment& segment) {
    const bool acks = segment.flags.ack();
    if (acks && segment.ack != seq_at(next_)) {
        if (!segment.flags.rst()) stack_->refuse(local(), remote(), segment);
        return;
    }
    if (segment.flags.rst()) {
        if (acks) end(NetFailure::refused);
        return;
    }
    if (!segment.flags.syn()) return;
    remote_initial_seq_ = segment.seq;
    accept_options(segment.options);
    send_window_ = most_send_window_ = segment.window;  // not scaled in a SYN
    if (!acks) {
        // Both opened at once: the SYN goes out again, with an acknowledgement.
        state_ = TcpState::syn_received;
        send_syn();
        return;
    }
    SentSegments::Delivered delivered;
    flight().sent.acknowledge(1, now(), rtt_.least(), delivered);
    sample_rtt(segment, delivered);
    unacknowledged_ = 1;
    establish();
    ack_now_ = true;
}

TcpPosition TcpConnection::unwrap_received(Seq32 seq) const {
    const TcpPosition next = receive_next();
    return next +
           static_cast<TcpPosition>(static_cast<std::int64_t>(seq.ahead_of(received_seq_at(next))));
}

/// Section 3.10.7.4, first to fourth.
bool TcpConnection::passes_first_checks(const TcpSegment& segment, TcpPosition begin) {
    if (state_ == TcpState::syn_received && segment.seq == remote_initial_seq_) {
        if (segment.flags.is_syn() && !segment.flags.rst()) {
            send_syn();  // the peer has not seen our answer
            return false;
        }
        if (!passive_ && segment.flags.is_syn_ack()) return true;  // both opened
    }
    const TcpPosition end =
        begin + segment.length + (segment.flags.syn() ? 1U : 0U) + (segment.flags.fin() ? 1U : 0U);
    if (fails_paws(segment) || !is_acceptable(begin, end)) {
        answer_unacceptable(segment, begin, end);
        return false;
    }
    return passes_reset_and_syn(segment, begin);
}

/// Section 3.10.7.4, in its order.
void TcpConnection::on_segment_while_open(const TcpSegment& segment) {
    const TcpPosition begin = unwrap_received(segment.seq);
    if (!passes_first_checks(segment, begin) || !segment.flags.ack()) return;
    note_timestamp(segment, begin);
    if (!accept_ack(segment)) return;
    if (state_ == TcpState::closed) return;
    const TcpPosition payload = begin + (segment.flags.syn() ? 1U : 0U);
    if (segment.length > 0) accept_payload(segment, payload);
    if (state_ == TcpState::closed) return;
    if (segment.flags.fin()) accept_fin(payload + segment.length);
    last_received_ = now();
}

bool TcpConnection::fails_paws(const TcpSegment& segment) const {
    if (!timestamps_ || !segment.options.timestamps || segment.flags.rst()) return false;
    // RFC 7323 section 5.5: after 24 days of silence the old stamp says nothing any more.
    constexpr Duration forgotten = std::chrono::hours(24 * 24);
    const Seq32 stamp{segment.options.timestamps->value};
    const bool old = last_received_ != Time::min() && now() - last_received_ >= forgotten;
    return stamp < Seq32{recent_timestamp_} && !old;
}

/// Section 3.10.7.4, first check, as Linux applies it: something of it may lie within the window.
bool TcpConnection::is_acceptable(TcpPosition begin, TcpPosition end) const {
    return static_cast<std::int64_t>(end - receive_next()) >= 0 &&
           static_cast<std::int64_t>(begin - std::max(window_edge_, receive_next())) <= 0;
}

void TcpConnection::answer_unacceptable(const TcpSegment& segment, TcpPosition begin,
                                        TcpPosition end) {
    if (segment.flags.rst()) return;
    if (segment.flags.syn()) {
        send_challenge();
        return;
    }
    const TcpPosition next = receive_next();
    if (segment.length > 0 && static_cast<std::int64_t>(begin - next) < 0) {
        rare().duplicate = {.begin = begin, .end = std::min(end, next)};
    }
    if (state_ == TcpState::time_wait) set(Clock::linger, now() + profile().time_wait);
    ack_now_ = true;
}

/// The second and fourth check, as RFC 5961 sections 3 and 4 have them. False: done with it.
bool TcpConnection::passes_reset_and_syn(const TcpSegment& segment, TcpPosition begin) {
    if (segment.flags.rst()) {
        if (begin != receive_next()) {
            send_challenge();
        } else if (state_ == TcpState::syn_received) {
            end(NetFailure::refused);
        } else {
            const bool in_order = state_ == TcpState::closing || state_ == TcpState::last_ack ||
                                  state_ == TcpState::time_wait;
            end(in_order ? std::nullopt : std::optional(NetFailure::reset));
        }
        return false;
    }
    if (segment.flags.syn()) {
        send_challenge();
        return false;
    }
    return true;
}

/// RFC 7323 section 4.3.
void TcpConnection::note_timestamp(const TcpSegment& segment, TcpPosition begin) {
    if (!timestamps_ || !segment.options.timestamps) return;
    if (begin > acknowledged_) return;
    recent_timestamp_ = segment.options.timestamps->value;
}

void TcpConnection::accept_payload(const TcpSegment& segment, TcpPosition begin) {
    if (state_ != TcpState::established && state_ != TcpState::fin_wait_1 &&
        state_ != TcpState::fin_wait_2) {
        return;  // the peer has closed: nothing can follow
    }
    const TcpPosition stop = begin + segment.length;
    if (let_go_ && stop > received_.next()) {
        // Nobody will ever take it (RFC 9293 section 3.6.1).
        send_reset();
        end(NetFailure::reset);
        return;
    }
    const TcpPosition edge = std::max(window_edge_, received_.next());
    const std::uint64_t fits =
        begin < edge ? std::min<std::uint64_t>(segment.length, edge - begin) : 0;
    if (fits == 0) {
        ack_now_ = true;  // a probe of a closed window
        return;
    }
    const ReceiveBuffer::Came came = received_.insert({.begin = begin,
                                                       .length = fits,
                                                       .stream = segment.stream,
                                                       .stream_offset = segment.stream_offset,
                                                       .bytes = segment.bytes});
    if (came == ReceiveBuffer::Came::nothing_new) rare().duplicate = {.begin = begin, .end = stop};
    plan_ack(came, segment.length);
    if (came == ReceiveBuffer::Came::in_order || came == ReceiveBuffer::Came::filled_gap) notify();
}

/// When to acknowledge: RFC 9293 section 3.8.6.3 and RFC 5681 section 4.2, with Linux's quick
/// acknowledgements at the start and after a pause.
void TcpConnection::plan_ack(ReceiveBuffer::Came came, std::uint32_t length) {
    const TcpProfile& own = profile();
    const auto size = static_cast<std::uint16_t>(std::min<std::uint32_t>(length, UINT16_MAX));
    largest_received_ = std::max(largest_received_, size);
    const bool paused = last_received_ != Time::min() && now() - last_received_ > timeout();
    if (paused) quick_acks_ = own.quick_acks;
    if (came != ReceiveBuffer::Came::in_order) {
        quick_acks_ = std::max(quick_acks_, std::uint8_t{1});
        ack_now_ = true;
        return;
    }
    const bool much = received_.next() - acknowledged_ > largest_received_;
    const bool quick = quick_acks_ > 0 && !answers_quickly_;
    if (much || quick || !own.delays_acks) {
        ack_now_ = true;
    } else if (due(Clock::delayed_ack) == Time::max()) {
        set(Clock::delayed_ack, now() + own.delayed_ack);
    }
}

/// The eighth check.
void TcpConnection::accept_fin(TcpPosition at) {
    if (fin_received_) {
        ack_now_ = true;
        if (state_ == TcpState::time_wait) set(Clock::linger, now() + profile().time_wait);
        return;
    }
    if (at != received_.next()) return;  // something before it is missing: it will come again
    fin_received_ = true;
    ack_now_ = true;
    if (state_ == TcpState::established) {
        state_ = TcpState::close_wait;
    } else if (state_ == TcpState::fin_wait_1) {
        state_ = TcpState::closing;
    } else if (state_ == TcpState::fin_wait_2) {
        enter_time_wait();
    }
    notify();
}

}  // namespace cordon

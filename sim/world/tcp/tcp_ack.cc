// What a connection learns from acknowledgements: arrival, loss, round trips, windows.
#include <algorithm>

#include "sim/world/tcp/tcp_connection.hh"
#include "sim/world/tcp/tcp_stack.hh"

namespace cordon {
namespace {

/// RFC 5681 section 3.2, RFC 6675 section 2, RFC 8985 section 6.2: DupThresh.
constexpr std::uint8_t duplicates_that_tell = 3;

}  // namespace

/// The fifth check of RFC 9293 section 3.10.7.4. False: done with the segment.
bool TcpConnection::accept_ack(const TcpSegment& segment) {
    const std::int64_t ahead = segment.ack.ahead_of(seq_at(unacknowledged_));
    const TcpPosition ack = unacknowledged_ + static_cast<TcpPosition>(ahead);
    const bool beyond = ahead > static_cast<std::int64_t>(next_ - unacknowledged_);
    if (state_ == TcpState::syn_received) {
        if (ahead <= 0 || beyond) {
            stack_->refuse(local(), remote(), segment);
            return false;
        }
        send_window_ = segment.window;
        establish();
    }
    // RFC 5961 section 5.2: neither what was never sent nor what is long past.
    if (beyond || -ahead > static_cast<std::int64_t>(most_send_window_)) {
        send_challenge();
        return false;
    }
    if (ahead >= 0) take_ack(segment, ack);
    return true;
}

void TcpConnection::establish() {
    state_ = TcpState::established;
    window_edge_ = std::max(window_edge_, receive_next());
    // A lost SYN may speak of a full path (RFC 5681 section 3.1).
    if (timeouts_ > 0) congestion_.set_segment(segment_size_, 1);
    timeouts_ = 0;
    answers_quickly_ = false;
    stop(Clock::retransmit);
    if (profile().keep_alive) set(Clock::linger, now() + profile().keep_alive->idle);
    notify();
}

void TcpConnection::take_ack(const TcpSegment& segment, TcpPosition ack) {
    SentSegments::Delivered delivered;
    const TcpPosition before = unacknowledged_;
    const std::uint64_t was_out = flight_ ? flight_->sent.outstanding() : 0;
    count_duplicate(segment, ack);
    if (flight_) flight_->sent.acknowledge(ack, now(), rtt_.least(), delivered);
    unacknowledged_ = ack;
    if (sack_ && flight_) take_sacks(segment.options, delivered);
    sample_rtt(segment, delivered);
    take_window(segment, ack);
    const bool advanced = ack > before;
    if (advanced) {
        forget_acknowledged(before);
    } else if (nothing_out()) {
        probes_ = 0;  // an answer to a probe
    }
    if (nothing_out() && !waits_for_window()) {
        timeouts_ = 0;
        stop(Clock::retransmit);
    }
    judge_tail_probe(segment.options);
    judge_losses(advanced);
    if (advanced) {
        grow_window(ack - before, was_out);
        restart_retransmit();
        plan_tail_probe();
        notify();
    }
    if (fin_queued_ && advanced && ack == stream_end() + 1) on_own_fin_acknowledged();
}

/// What is told of bytes on their way, from `before` up to what is acknowledged now.
void TcpConnection::forget_acknowledged(TcpPosition before) {
    probes_ = 0;
    timeouts_ = 0;
    flight().first_timeout = Time::min();
    stream_->acknowledged(std::min(unacknowledged_, stream_end()) - 1);
    std::uint64_t& duplicates = flight().duplicate_bytes;
    if (sack_ || duplicates == 0) return;
    // Each further segment acknowledged is one that duplicates had stood for.
    const std::uint64_t acked = unacknowledged_ - before;
    duplicates -= std::min(duplicates, acked > segment_size_ ? acked - segment_size_ : 0);
}

/// The congestion window grows only where it was in use, judged as Linux does
/// (tcp_is_cwnd_limited).
void TcpConnection::grow_window(std::uint64_t acked, std::uint64_t was_out) {
    const bool slow_start = congestion_.in_slow_start();
    const bool grows = mode_ == Mode::open || (mode_ == Mode::loss && slow_start);
    const bool used = window_limited_ || (slow_start && congestion_.window() < 2 * was_out);
    if (!grows || !used) return;
    congestion_.acknowledged({.bytes = acked, .now = now(), .rtt = rtt_.smoothed()});
}

void TcpConnection::take_sacks(const TcpOptions& options, SentSegments::Delivered& delivered) {
    for (std::size_t i = 0; i < options.sack_count; ++i) {
        const std::int64_t from = options.sack_blocks[i].from.ahead_of(seq_at(unacknowledged_));
        const std::int64_t to = options.sack_blocks[i].to.ahead_of(seq_at(unacknowledged_));
        const auto out = static_cast<std::int64_t>(next_ - unacknowledged_);
        if (from < 0 || to <= from || to > out) continue;  // a duplicate (RFC 2883), or nonsense
        flight().sent.sack(unacknowledged_ + static_cast<TcpPosition>(from),
                           unacknowledged_ + static_cast<TcpPosition>(to), now(), rtt_.least(),
                           delivered);
    }
}

void TcpConnection::take_window(const TcpSegment& segment, TcpPosition ack) {
    const TcpPosition begin = unwrap_received(segment.seq);
    const Seq32 seq{static_cast<std::uint32_t>(begin)};
    const Seq32 upto{static_cast<std::uint32_t>(ack)};
    if (seq < window_taken_seq_ || (seq == window_taken_seq_ && upto < window_taken_ack_)) return;
    send_window_ = std::uint32_t{segment.window} << send_scale_;
    most_send_window_ = std::max(most_send_window_, send_window_);
    window_taken_seq_ = seq;
    window_taken_ack_ = upto;
}

/// Without SACK, three duplicates tell of a loss (RFC 5681 section 3.2) and each stands for a
/// segment that has left the network.
void TcpConnection::count_duplicate(const TcpSegment& segment, TcpPosition ack) {
    if (ack > unacknowledged_) {
        duplicates_ = 0;
        return;
    }
    const bool same_window = std::uint32_t{segment.window} << send_scale_ == send_window_;
    if (nothing_out() || segment.length > 0 || segment.flags.fin() || !same_window) return;
    if (duplicates_ < UINT8_MAX) ++duplicates_;
    if (sack_) return;
    flight_->duplicate_bytes =
        std::min(flight_->duplicate_bytes + segment_size_, flight_->sent.outstanding());
}

void TcpConnection::sample_rtt(const TcpSegment& segment,
                               const SentSegments::Delivered& delivered) {
    if (delivered.newest_sent_at) {
        rtt_.sample(std::max(now() - *delivered.newest_sent_at, Duration{1}));
    } else if (delivered.bytes > 0 && timestamps_ && segment.options.timestamps) {
        // Sent more than once: the time stamp tells which was answered (RFC 7323 section 4).
        const std::uint32_t ms = timestamp() - segment.options.timestamps->echo_reply;
        constexpr std::uint32_t sane = 1U << 30U;
        if (segment.options.timestamps->echo_reply != 0 && ms < sane) {
            rtt_.sample(std::max<Duration>(std::chrono::milliseconds(ms), Duration{1'000'000}));
        }
    }
}

void TcpConnection::judge_losses(bool advanced) {
    if (!flight_) return;
    if (mode_ != Mode::open && unacknowledged_ >= flight_->recover) {
        mode_ = Mode::open;
        flight_->duplicate_bytes = 0;
    }
    if (flight_->sent.empty()) {
        stop(Clock::reorder);
        return;
    }
    if (sack_) {
        detect_losses();
        return;
    }
    if (mode_ == Mode::recovery && advanced) {
        // A partial acknowledgement: the next goes out at once (RFC 6582 section 3.2, step 3).
        flight_->sent.mark_first_lost();
        static_cast<void>(retransmit_first_lost());
    } else if (mode_ == Mode::open && duplicates_ >= duplicates_that_tell) {
        flight_->sent.mark_first_lost();
        enter_recovery();
    }
}

/// RFC 8985 section 6.2, steps 4 and 5. Requires: a flight.
void TcpConnection::detect_losses() {
    SentSegments& sent = flight_->sent;
    if (profile().loss_detection == LossDetection::rfc6675) {
        const bool found = sent.sacked_segments() >= duplicates_that_tell &&
                           sent.find_lost_by_count(duplicates_that_tell);
        if (found && mode_ == Mode::open) enter_recovery();
        return;
    }
    Duration tolerance = rtt_.least() / 4;
    const bool told = mode_ != Mode::open || sent.sacked_segments() >= duplicates_that_tell;
    if (!sent.reordering_seen() && told) tolerance = Duration::zero();
    tolerance = std::min(tolerance, rtt_.smoothed());
    const SentSegments::Verdict verdict = sent.find_lost(now(), tolerance);
    if (verdict.again_at) {
        set(Clock::reorder, *verdict.again_at);
    } else {
        stop(Clock::reorder);
    }
    if (verdict.found && mode_ == Mode::open) enter_recovery();
}

/// RFC 8985 section 7.4.2: a probe that repeated the last segment hides that it was lost.
void TcpConnection::judge_tail_probe(const TcpOptions& options) {
    if (!flight_ || flight_->probed_tail == 0 || unacknowledged_ < flight_->probed_tail) return;
    TcpPosition& probed = flight_->probed_tail;
    if (!flight_->probe_repeats) {
        probed = 0;
        return;
    }
    const bool duplicate = options.sack_count > 0 && options.sack_blocks[0].to == seq_at(probed);
    if (!duplicate && unacknowledged_ == probed) return;  // not known yet
    if (!duplicate && mode_ == Mode::open) congestion_.lost(flight_->sent.outstanding());
    probed = 0;
}

void TcpConnection::enter_recovery() {
    mode_ = Mode::recovery;
    flight_->recover = next_;
    congestion_.lost(flight_->sent.outstanding());
    stop(Clock::probe_tail);
    // The first of them goes out whatever the window says (RFC 6675 section 5, step 4.3).
    static_cast<void>(retransmit_first_lost());
}

void TcpConnection::on_own_fin_acknowledged() {
    if (state_ == TcpState::fin_wait_1) {
        state_ = TcpState::fin_wait_2;
        if (let_go_) set(Clock::linger, now() + profile().fin_wait_2);
    } else if (state_ == TcpState::closing) {
        enter_time_wait();
    } else if (state_ == TcpState::last_ack) {
        end(std::nullopt);
    }
}

}  // namespace cordon

// What a connection does when a time has come, and how it ends.
#include <algorithm>

#include "sim/world/tcp/tcp_connection.hh"
#include "sim/world/tcp/tcp_stack.hh"

namespace cordon {
namespace {

/// tcp_schedule_loss_probe() of Linux: room for an acknowledgement that is delayed when one segment
/// is out (TCP_RTO_MIN), else two ticks of the clock (TCP_TIMEOUT_MIN).
constexpr Duration probe_after_one = std::chrono::milliseconds(200);
constexpr Duration probe_margin = std::chrono::milliseconds(2);

}  // namespace

void TcpConnection::set(Clock clock, Time at) {
    const auto place = static_cast<std::size_t>(clock);
    (place < flight_clocks ? flight().due[place] : due_[place - flight_clocks]) = at;
}

void TcpConnection::stop(Clock clock) {
    const auto place = static_cast<std::size_t>(clock);
    if (place >= flight_clocks) {
        due_[place - flight_clocks] = Time::max();
    } else if (flight_) {
        flight_->due[place] = Time::max();
    }
}

Time TcpConnection::due(Clock clock) const {
    const auto place = static_cast<std::size_t>(clock);
    if (place >= flight_clocks) return due_[place - flight_clocks];
    return flight_ ? flight_->due[place] : Time::max();
}

TcpConnection::Flight& TcpConnection::flight() {
    if (!flight_) flight_ = std::make_unique<Flight>(unacknowledged_, reordering_seen_);
    return *flight_;
}

/// Gives the flight's memory back once all has arrived that was on its way.
void TcpConnection::land() {
    if (!flight_ || !flight_->sent.empty() || mode_ != Mode::open) return;
    if (flight_->probed_tail != 0 || due(Clock::retransmit) != Time::max()) return;
    reordering_seen_ = flight_->sent.reordering_seen();
    flight_.reset();
}

TcpConnection::Rare& TcpConnection::rare() {
    if (!rare_) rare_ = std::make_unique<Rare>();
    return *rare_;
}

/// One event for all clocks. One that comes too early, because its clock has been set later since,
/// only arms itself again.
void TcpConnection::arm() {
    land();
    Time earliest = std::min(due_[0], due_[1]);
    if (flight_) {
        earliest = std::min(earliest, *std::min_element(flight_->due.begin(), flight_->due.end()));
    }
    if (earliest == Time::max() || event_at_ <= earliest) return;
    stack_->queue().cancel(event_);
    event_at_ = earliest;
    event_ = stack_->queue().call_at(earliest, *this);
}

void TcpConnection::on_event() {
    event_ = TimerId::none;
    event_at_ = Time::max();
    const auto comes = [this](Clock clock) {
        if (due(clock) > now()) return false;
        stop(clock);
        return true;
    };
    if (comes(Clock::delayed_ack)) {
        answers_quickly_ = false;
        ack_now_ = true;
    }
    if (comes(Clock::reorder)) detect_losses();
    if (comes(Clock::probe_tail)) on_tail_probe();
    if (comes(Clock::retransmit)) on_retransmit();
    if (comes(Clock::linger)) on_linger();
    if (state_ != TcpState::closed) {
        output();
        arm();
    }
    stack_->settle(*this);  // may be the end of this
}

Duration TcpConnection::timeout() const {
    const TcpProfile& own = profile();
    Duration timeout = rtt_.known() || !is_synchronized() ? rtt_.timeout(own) : own.unsampled_rto;
    for (unsigned i = 0; i < timeouts_ && timeout < own.rto_max; ++i) timeout *= 2;
    return std::min(timeout, own.rto_max);
}

/// RFC 6298 section 5.
void TcpConnection::restart_retransmit() {
    if (nothing_out()) {
        stop(Clock::retransmit);
    } else {
        set(Clock::retransmit, now() + timeout());
    }
}

/// RFC 8985 section 7.2.
void TcpConnection::plan_tail_probe() {
    if (profile().loss_detection != LossDetection::rack_tlp || !sack_ || mode_ != Mode::open ||
        nothing_out() || flight_->sent.sacked() > 0 || flight_->probed_tail != 0 || !rtt_.known() ||
        timeouts_ > 0) {
        stop(Clock::probe_tail);
        return;
    }
    const Duration margin = flight_->sent.size() == 1 ? probe_after_one : probe_margin;
    set(Clock::probe_tail, std::min(now() + 2 * rtt_.smoothed() + margin, due(Clock::retransmit)));
}

/// RFC 8985 section 7.3: new data if there is any, else the last segment again.
void TcpConnection::on_tail_probe() {
    if (nothing_out() || mode_ != Mode::open) return;
    const std::uint64_t length = sendable();
    flight_->probe_repeats = length == 0;
    if (length > 0) {
        send_new(length);
    } else {
        retransmit(flight_->sent.back());
    }
    flight_->probed_tail = next_;
    stop(Clock::probe_tail);
    restart_retransmit();
}

void TcpConnection::on_retransmit() {
    if (!is_synchronized()) {
        on_connect_timeout();
        return;
    }
    if (nothing_out()) {
        on_window_probe();
        return;
    }
    SentSegments& sent = flight_->sent;
    if (flight_->first_timeout == Time::min()) flight_->first_timeout = sent.front().sent_at;
    if (gives_up()) {
        end(NetFailure::timed_out);
        return;
    }
    const bool again = mode_ == Mode::loss && timeouts_ > 0;
    if (sent.front().sacked) sent.forget_sacks();
    congestion_.timed_out(sent.outstanding(),
                          again ? Congestion::Timeout::again : Congestion::Timeout::first);
    mode_ = Mode::loss;
    flight_->recover = next_;
    flight_->duplicate_bytes = 0;
    flight_->probed_tail = 0;
    stop(Clock::probe_tail);
    stop(Clock::reorder);
    sent.mark_all_lost();
    if (timeouts_ < UINT8_MAX) ++timeouts_;
    static_cast<void>(retransmit_first_lost());
    restart_retransmit();
}

bool TcpConnection::gives_up() {
    const TcpProfile& own = profile();
    if (let_go_ && timeouts_ >= own.orphan_retries) return true;
    if (own.most_timeouts && timeouts_ >= *own.most_timeouts) return true;
    const Time first = flight().first_timeout;
    return own.give_up_after && first != Time::min() && now() - first >= *own.give_up_after;
}

void TcpConnection::on_connect_timeout() {
    const TcpProfile& own = profile();
    const std::uint8_t most = state_ == TcpState::syn_sent ? own.syn_retries : own.syn_ack_retries;
    Time& first = flight().first_timeout;
    if (first == Time::min()) first = now() - own.initial_rto;
    const bool too_long = own.connect_limit && now() - first >= *own.connect_limit;
    if (timeouts_ >= most || too_long) {
        end(NetFailure::timed_out);
        return;
    }
    ++timeouts_;
    send_syn();
    Time next = now() + own.initial_rto * own.syn_backoff[timeouts_];
    if (own.connect_limit) next = std::min(next, first + *own.connect_limit);
    set(Clock::retransmit, next);
}

bool TcpConnection::waits_for_window() const {
    const bool may_send = state_ == TcpState::established || state_ == TcpState::close_wait;
    return may_send && nothing_out() && next_ < stream_end() && sendable() == 0;
}

/// RFC 9293 section 3.8.6.1. As Linux does: an empty segment one byte back, which must be answered.
void TcpConnection::on_window_probe() {
    if (!waits_for_window()) return;
    Time& first = flight().first_timeout;
    if (first == Time::min() || probes_ == 0) first = now();
    const TcpProfile& own = profile();
    const bool silent = own.most_timeouts && probes_ > *own.most_timeouts;
    const bool long_silent =
        own.give_up_after && probes_ > 0 && now() - first >= *own.give_up_after;
    if (silent || long_silent || (let_go_ && probes_ >= own.orphan_retries)) {
        end(NetFailure::timed_out);
        return;
    }
    if (probes_ < UINT8_MAX) ++probes_;
    if (timeouts_ < UINT8_MAX) ++timeouts_;
    OutgoingSegment segment = header(unacknowledged_ - 1);
    acknowledge_in(segment);
    stack_->transmit(segment, route_);
    set(Clock::retransmit, now() + timeout());
}

void TcpConnection::on_linger() {
    if (state_ == TcpState::time_wait || state_ == TcpState::fin_wait_2) {
        end(std::nullopt);
    } else {
        keep_alive();
    }
}

/// RFC 9293 section 3.8.4.
void TcpConnection::keep_alive() {
    const std::optional<TcpProfile::KeepAlive>& own = profile().keep_alive;
    if (!own || (state_ != TcpState::established && state_ != TcpState::close_wait)) return;
    const Time idle_until = std::max(last_received_, last_sent_) + own->idle;
    if (now() < idle_until || !nothing_out()) {
        probes_ = 0;
        set(Clock::linger, std::max(idle_until, now() + own->interval));
        return;
    }
    if (probes_ >= own->probes) {
        send_reset();
        end(NetFailure::timed_out);
        return;
    }
    ++probes_;
    OutgoingSegment segment = header(unacknowledged_ - 1);
    acknowledge_in(segment);
    stack_->transmit(segment, route_);
    set(Clock::linger, now() + own->interval);
}

void TcpConnection::enter_time_wait() {
    state_ = TcpState::time_wait;
    flight_.reset();
    due_.fill(Time::max());
    set(Clock::linger, now() + profile().time_wait);
    notify();
}

void TcpConnection::end(std::optional<NetFailure> why) {
    state_ = TcpState::closed;
    failure_ = why;
    flight_.reset();
    due_.fill(Time::max());
    stack_->queue().cancel(event_);
    event_ = TimerId::none;
    event_at_ = Time::max();
    ack_now_ = false;
    notify();
}

}  // namespace cordon

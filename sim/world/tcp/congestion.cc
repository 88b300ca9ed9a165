#include "sim/world/tcp/congestion.hh"

#include <algorithm>

namespace cordon {
namespace {

__extension__ using Wide = __int128;

// RFC 9438 section 4.6 and 5: beta 0.7, C 0.4 segments/s^3; alpha = 3 (1 - beta) / (1 + beta).
constexpr std::uint64_t beta_tenths = 7;
constexpr std::uint64_t alpha_num = 9, alpha_den = 17;

}  // namespace

std::uint64_t cube_root(std::uint64_t value) {
    std::uint64_t root = 0;
    for (unsigned bit = 22; bit-- > 0;) {
        const std::uint64_t tried = root | std::uint64_t{1} << bit;
        if (tried * tried * tried <= value && tried <= 2'642'245) root = tried;
    }
    return root;
}

Congestion::Avoidance& Congestion::avoidance() {
    if (!avoidance_) avoidance_ = std::make_unique<Avoidance>();
    return *avoidance_;
}

void Congestion::set_window(std::uint64_t window) {
    window_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(window, most_window));
}

void Congestion::acknowledged(const Ack& ack) {
    std::uint64_t bytes = ack.bytes;
    if (in_slow_start()) {
        const std::uint64_t used = std::min<std::uint64_t>(bytes, threshold_ - window_);
        set_window(window_ + used);
        bytes -= used;
    }
    if (bytes == 0) return;
    if (law_ == CongestionLaw::reno) {
        avoid_as_reno(bytes);
    } else {
        avoid_as_cubic({.bytes = bytes, .now = ack.now, .rtt = ack.rtt});
    }
}

void Congestion::avoid_as_reno(std::uint64_t bytes) {
    std::uint64_t& credit = avoidance().credit;
    credit += bytes;
    while (credit >= window_) {
        credit -= window_;
        set_window(std::uint64_t{window_} + segment_);
    }
}

void Congestion::begin_epoch(Time now) {
    Avoidance& own = avoidance();
    own.epoch = now;
    own.credit = own.reno_credit = 0;
    own.reno_window = window_;
    if (window_ >= own.origin) {
        own.origin = window_;
        own.to_origin_ms = 0;
    } else {
        // K = cbrt((W_max - cwnd) / C) in segments and seconds (section 4.2).
        const std::uint64_t gap = own.origin - window_;
        own.to_origin_ms = static_cast<std::int64_t>(
            cube_root(static_cast<std::uint64_t>(Wide{gap} * 2'500'000'000 / segment_)));
    }
}

/// W_cubic(t) = C (t - K)^3 + W_max (section 4.2).
std::uint64_t Congestion::cubic_window(std::int64_t at_ms) const {
    const Avoidance& own = *avoidance_;
    const Wide from = std::clamp<std::int64_t>(at_ms - own.to_origin_ms, -4'000'000, 4'000'000);
    const Wide rise = from * from * from * segment_ / 2'500'000'000;
    const Wide window = static_cast<Wide>(own.origin) + rise;
    return static_cast<std::uint64_t>(std::clamp<Wide>(window, 0, most_window));
}

void Congestion::avoid_as_cubic(const Ack& ack) {
    Avoidance& own = avoidance();
    if (own.epoch == Time::min()) begin_epoch(ack.now);
    const Duration after = ack.now - own.epoch + ack.rtt;
    const std::int64_t after_ms = after / std::chrono::milliseconds(1);
    const std::uint64_t window = window_;
    const std::uint64_t target = std::clamp(cubic_window(after_ms), window, window + window / 2);
    // (target - cwnd) / cwnd for each segment acknowledged (section 4.4), parts carried over.
    own.credit += (target - window) * ack.bytes;
    const std::uint64_t growth = own.credit / window;
    own.credit -= growth * window;
    // W_est: alpha segments for each window acknowledged; 1 once it is back at the window before
    // the last reduction (section 4.3).
    const bool past = own.reno_window >= own.prior;
    own.reno_credit += ack.bytes * segment_ * (past ? 1 : alpha_num);
    const std::uint64_t price = window * (past ? 1 : alpha_den);
    own.reno_window += own.reno_credit / price;
    own.reno_credit %= price;
    set_window(std::max(window + growth, own.reno_window));
}

void Congestion::reduce(std::uint64_t flight) {
    const std::uint64_t held =
        std::min<std::uint64_t>(window_, std::max<std::uint64_t>(flight, segment_));
    std::uint64_t reduced = held / 2;
    Avoidance& own = avoidance();
    if (law_ == CongestionLaw::cubic) {
        // Fast convergence: a flow that lost before it got back gives up room (section 4.7).
        own.prior = held;
        own.origin = held < own.origin ? held * (10 + beta_tenths) / 20 : held;
        reduced = held * beta_tenths / 10;
        own.epoch = Time::min();
    }
    threshold_ = static_cast<std::uint32_t>(std::max<std::uint64_t>(reduced, 2U * segment_));
    own.credit = 0;
}

void Congestion::lost(std::uint64_t flight) {
    reduce(flight);
    window_ = threshold_;
}

void Congestion::timed_out(std::uint64_t flight, Timeout which) {
    if (which == Timeout::first) {
        reduce(flight);
        // W_max is where avoidance begins again, and K is 0 (section 4.8).
        avoidance().origin = avoidance().prior = 0;
    }
    window_ = segment_;
    if (avoidance_) avoidance_->credit = 0;
}

void Congestion::idled(Duration silence, Duration rto, std::uint64_t initial, bool halves) {
    const auto restart = static_cast<std::uint32_t>(std::min<std::uint64_t>(window_, initial));
    if (!halves) {
        window_ = restart;
    } else {
        // tcp_cwnd_restart() of Linux: half for each time-out of silence.
        const auto kept = static_cast<std::uint32_t>(std::uint64_t{window_} * 3 / 4);
        if (!in_slow_start()) threshold_ = std::max(threshold_, kept);
        for (silence -= rto; silence > Duration::zero() && window_ > restart; silence -= rto) {
            window_ /= 2;
        }
        window_ = std::max(window_, restart);
    }
    if (avoidance_) {
        avoidance_->epoch = Time::min();
        avoidance_->credit = 0;
    }
}

}  // namespace cordon

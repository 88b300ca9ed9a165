#include "sim/world/tcp/congestion.hh"

#include <algorithm>

namespace cordon {
namespace {

__extension__ using Wide = __int128;

// RFC 9438 section 4.6 and 5: beta 0.7, C 0.4 segments/s^3; alpha = 3 (1 - beta) / (1 + beta).
constexpr std::uint64_t beta_tenths = 7;
constexpr std::uint64_t alpha_num = 9, alpha_den = 17;

constexpr std::uint64_t most_window = std::uint64_t{1} << 40U;

}  // namespace

std::uint64_t cube_root(std::uint64_t value) {
    std::uint64_t root = 0;
    for (unsigned bit = 22; bit-- > 0;) {
        const std::uint64_t tried = root | std::uint64_t{1} << bit;
        if (tried * tried * tried <= value && tried <= 2'642'245) root = tried;
    }
    return root;
}

void Congestion::acknowledged(const Ack& ack) {
    std::uint64_t bytes = ack.bytes;
    if (in_slow_start()) {
        const std::uint64_t used = std::min(bytes, threshold_ - window_);
        window_ += used;
        bytes -= used;
    }
    if (bytes == 0) return;
    if (law_ == CongestionLaw::reno) {
        avoid_as_reno(bytes);
    } else {
        avoid_as_cubic({.bytes = bytes, .now = ack.now, .rtt = ack.rtt});
    }
    window_ = std::min(window_, most_window);
}

void Congestion::avoid_as_reno(std::uint64_t bytes) {
    credit_ += bytes;
    while (credit_ >= window_) {
        credit_ -= window_;
        window_ += segment_;
    }
}

void Congestion::begin_epoch(Time now) {
    epoch_ = now;
    credit_ = reno_credit_ = 0;
    reno_window_ = window_;
    if (window_ >= origin_) {
        origin_ = window_;
        to_origin_ms_ = 0;
    } else {
        // K = cbrt((W_max - cwnd) / C) in segments and seconds (section 4.2).
        const std::uint64_t gap = std::min(origin_ - window_, most_window / 16);
        to_origin_ms_ = static_cast<std::int64_t>(
            cube_root(static_cast<std::uint64_t>(Wide{gap} * 2'500'000'000 / segment_)));
    }
}

/// W_cubic(t) = C (t - K)^3 + W_max (section 4.2).
std::uint64_t Congestion::cubic_window(std::int64_t at_ms) const {
    const Wide from = std::clamp<std::int64_t>(at_ms - to_origin_ms_, -4'000'000, 4'000'000);
    const Wide rise = from * from * from * segment_ / 2'500'000'000;
    const Wide window = static_cast<Wide>(origin_) + rise;
    return static_cast<std::uint64_t>(std::clamp<Wide>(window, 0, most_window));
}

void Congestion::avoid_as_cubic(const Ack& ack) {
    if (epoch_ == Time::min()) begin_epoch(ack.now);
    const Duration after = ack.now - epoch_ + ack.rtt;
    const std::int64_t after_ms = after / std::chrono::milliseconds(1);
    const std::uint64_t target = std::clamp(cubic_window(after_ms), window_, window_ + window_ / 2);
    // (target - cwnd) / cwnd for each segment acknowledged (section 4.4), parts carried over.
    credit_ += (target - window_) * ack.bytes;
    const std::uint64_t growth = credit_ / window_;
    credit_ -= growth * window_;
    // W_est: alpha segments for each window acknowledged; 1 once it is back at the window before
    // the last reduction (section 4.3).
    const bool past = reno_window_ >= prior_;
    reno_credit_ += ack.bytes * segment_ * (past ? 1 : alpha_num);
    const std::uint64_t price = window_ * (past ? 1 : alpha_den);
    reno_window_ += reno_credit_ / price;
    reno_credit_ %= price;
    window_ = std::max(window_ + growth, reno_window_);
}

void Congestion::reduce(std::uint64_t flight) {
    const std::uint64_t held = std::min(window_, std::max(flight, std::uint64_t{segment_}));
    std::uint64_t reduced = held / 2;
    if (law_ == CongestionLaw::cubic) {
        // Fast convergence: a flow that lost before it got back gives up room (section 4.7).
        prior_ = held;
        origin_ = held < origin_ ? held * (10 + beta_tenths) / 20 : held;
        reduced = held * beta_tenths / 10;
        epoch_ = Time::min();
    }
    threshold_ = std::max<std::uint64_t>(reduced, 2 * segment_);
    credit_ = 0;
}

void Congestion::lost(std::uint64_t flight) {
    reduce(flight);
    window_ = threshold_;
}

void Congestion::timed_out(std::uint64_t flight, Timeout which) {
    if (which == Timeout::first) {
        reduce(flight);
        origin_ = prior_ = 0;  // W_max is where avoidance begins again, and K is 0 (section 4.8)
    }
    window_ = segment_;
    credit_ = 0;
}

void Congestion::idled(Duration silence, Duration rto, std::uint64_t initial, bool halves) {
    const std::uint64_t restart = std::min(window_, initial);
    if (!halves) {
        window_ = restart;
    } else {
        // tcp_cwnd_restart() of Linux: half for each time-out of silence.
        threshold_ = in_slow_start() ? threshold_ : std::max(threshold_, window_ * 3 / 4);
        for (silence -= rto; silence > Duration::zero() && window_ > restart; silence -= rto) {
            window_ /= 2;
        }
        window_ = std::max(window_, restart);
    }
    epoch_ = Time::min();
    credit_ = 0;
}

}  // namespace cordon

#pragma once

#include <cstdint>
#include <memory>

#include "sim/core/time.hh"
#include "sim/world/tcp/tcp_profile.hh"

namespace cordon {

/// How much may be on the way, in bytes: slow start and one of two laws of congestion avoidance,
/// Reno (RFC 5681, with byte counting as in RFC 3465) or CUBIC (RFC 9438 in integers: time in
/// milliseconds, windows in bytes).
class Congestion {
public:
    struct Ack {
        std::uint64_t bytes = 0;  // newly acknowledged
        Time now;
        Duration rtt{};  // smoothed
    };

    Congestion(CongestionLaw law, std::uint16_t segment, std::uint8_t initial_segments)
        : window_(std::uint32_t{segment} * initial_segments), segment_(segment), law_(law) {}

    [[nodiscard]] std::uint64_t window() const { return window_; }
    [[nodiscard]] std::uint64_t threshold() const { return threshold_; }
    [[nodiscard]] bool in_slow_start() const { return window_ < threshold_; }

    /// Bytes were acknowledged while the window was what limited the sender.
    void acknowledged(const Ack& ack);
    /// A loss was found by acknowledgements; `flight` bytes were out.
    void lost(std::uint64_t flight);
    /// The retransmission timer fired. `again`: for bytes for which it had fired before.
    enum class Timeout : std::uint8_t { first, again };
    void timed_out(std::uint64_t flight, Timeout which);
    /// Nothing was sent for `silence`, longer than the time-out `rto` (RFC 5681 section 4.1).
    void idled(Duration silence, Duration rto, std::uint64_t initial, bool halves);
    /// The peer's maximum segment size has become known.
    void set_segment(std::uint16_t segment, std::uint8_t initial_segments) {
        segment_ = segment;
        window_ = std::uint32_t{segment} * initial_segments;
    }

private:
    /// What congestion avoidance remembers; most connections never come to it.
    struct Avoidance {
        std::uint64_t credit = 0;  // acknowledged bytes not yet turned into window
        // CUBIC: the window before the last reduction, and the curve since.
        std::uint64_t origin = 0;       // W_max
        std::uint64_t prior = 0;        // cwnd_prior
        std::uint64_t reno_window = 0;  // W_est
        std::uint64_t reno_credit = 0;
        std::int64_t to_origin_ms = 0;  // K
        Time epoch = Time::min();       // min: none began since the last reduction
    };
    /// No peer's window is as wide (RFC 7323 section 2.3: 2^30).
    static constexpr std::uint32_t most_window = std::uint32_t{1} << 31U;

    [[nodiscard]] Avoidance& avoidance();
    void avoid_as_reno(std::uint64_t bytes);
    void avoid_as_cubic(const Ack& ack);
    void begin_epoch(Time now);
    [[nodiscard]] std::uint64_t cubic_window(std::int64_t at_ms) const;
    void reduce(std::uint64_t flight);
    void set_window(std::uint64_t window);

    std::unique_ptr<Avoidance> avoidance_;
    std::uint32_t window_;
    std::uint32_t threshold_ = UINT32_MAX;
    std::uint16_t segment_;
    CongestionLaw law_;
};

/// The largest integer whose cube is at most `value`.
[[nodiscard]] std::uint64_t cube_root(std::uint64_t value);

}  // namespace cordon

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/core/time.hh"

namespace cordon {

enum class CongestionLaw : std::uint8_t { reno, cubic };

/// How losses are found: by three segments SACKed beyond (RFC 6675), or by times of sending, with a
/// probe when the tail may be lost (RACK-TLP, RFC 8985). Without SACK: by duplicates (RFC 6582).
enum class LossDetection : std::uint8_t { rfc6675, rack_tlp };

/// How one system's TCP behaves: its constants, each with its source in tcp_profile.cc.
struct TcpProfile {
    std::string_view name;

    // Retransmission time-out: max(rto_min, srtt + max(rto_variance_min, 4 rttvar)) + rto_slop,
    // at most rto_max (RFC 6298 section 2 but for the constants).
    Duration initial_rto{};
    Duration rto_min{};
    Duration rto_variance_min{};
    Duration rto_slop{};
    Duration rto_max{};
    Duration unsampled_rto{};  // of data, where the SYN had to be sent again and told no round trip

    // Connecting: retransmission n comes syn_backoff[n] * initial_rto after the one before.
    std::array<std::uint8_t, 13> syn_backoff{};
    std::uint8_t syn_retries = 0;
    std::uint8_t syn_ack_retries = 0;
    std::optional<Duration> connect_limit{};  // and no longer than this

    // Giving up on an open connection: after so long without an answer, or so many time-outs.
    std::optional<Duration> give_up_after{};
    std::optional<std::uint8_t> most_timeouts{};
    std::uint8_t orphan_retries = 0;  // once the program has let go of it
    Duration fin_wait_2{};            // likewise
    Duration time_wait{};

    struct KeepAlive {
        Duration idle{};      // silence before the first probe
        Duration interval{};  // between probes
        std::uint8_t probes = 0;
    };
    std::optional<KeepAlive> keep_alive{};  // none: off

    // Acknowledging.
    Duration delayed_ack{};
    std::uint8_t quick_acks = 0;    // at the start of a connection, acknowledged at once
    bool delays_acks = true;        // false: each segment is acknowledged at once
    Duration challenge_interval{};  // at least, between two challenge ACKs of a connection

    // Sending.
    CongestionLaw congestion = CongestionLaw::cubic;
    std::uint8_t initial_window = 10;     // segments
    bool halves_window_when_idle = true;  // for each RTO of silence; false: back to initial_window
    LossDetection loss_detection = LossDetection::rack_tlp;
    /// Nagle's algorithm (RFC 9293 section 3.7.4) as Linux has it, with Minshall's change: less
    /// than a full segment waits while a smaller one than full is on its way. Programs that set
    /// TCP_NODELAY have it off.
    bool nagle = false;

    // Receiving.
    std::uint32_t receive_buffer = 0;  // bytes
    std::uint8_t window_scale = 0;

    bool sack = true;
    bool timestamps = true;
    std::uint8_t ttl = 64;
    bool counts_ip_ids = true;                    // false: 0 with DF set (RFC 6864 section 4.1)
    std::uint16_t first_port = 0, last_port = 0;  // given to those that do not ask for one
};

/// Phones and servers with a Linux kernel of 2017, under programs that set TCP_NODELAY.
[[nodiscard]] const TcpProfile& linux_android();
/// The same with Nagle's algorithm, as the messenger of 2017 left it.
[[nodiscard]] const TcpProfile& android_2017();
/// Linux's keep-alive once a program has asked for it, with its own silence before the first probe.
[[nodiscard]] TcpProfile::KeepAlive linux_keep_alive(Duration idle);
/// Phones with Apple's kernel.
[[nodiscard]] const TcpProfile& ios_like();
/// Linux's constants with Reno's law, RFC 6675 and no delayed ACKs: what textbooks' formulas are
/// about.
[[nodiscard]] const TcpProfile& textbook_reno();

}  // namespace cordon

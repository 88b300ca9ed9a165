#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/keyed_random.hh"
#include "sim/core/rate.hh"
#include "sim/core/time.hh"

namespace cordon {

/// Which packets a link loses. Both kinds may act at once; without either none is lost.
struct LossConfig {
    /// Each packet by itself.
    Share independent{};
    /// In bursts (Gilbert 1960, Elliott 1963): before each packet a burst begins, or ends, with
    /// these chances; within one, packets are lost with `lost`. Mean length of a burst in packets:
    /// one over `end`. Share of packets within bursts: begin / (begin + end).
    struct Bursts {
        Share begin{};
        Share end{1'000'000};
        Share lost{1'000'000};
        friend bool operator==(const Bursts&, const Bursts&) = default;
    };
    std::optional<Bursts> bursts{};
    friend bool operator==(const LossConfig&, const LossConfig&) = default;
};

/// One direction of a way between two places.
struct LinkConfig {
    std::optional<BitRate> rate{};  // of IP bytes; none: no limit, so nothing ever waits
    Duration delay{};               // propagation
    Duration jitter{};              // uniform in 0..jitter on top; later packets never overtake
    LossConfig loss{};              // of what the link has sent; it has taken its time on the link
    /// A packet is dropped when it would not fit: bytes that wait or are being sent, this one
    /// included (but one packet always fits into an idle link). None: no limit.
    std::optional<std::uint64_t> queue_bytes{};
    friend bool operator==(const LinkConfig&, const LinkConfig&) = default;
};

/// Carries packets in order of their coming. No events of its own: when a packet arrives at the
/// other end is known the moment it is handed in. Rates are exact: no rounding adds up.
class Link {
public:
    struct Counts {
        std::uint64_t arrived = 0;     // packets that reached the other end
        std::uint32_t lost = 0;        // packets
        std::uint32_t queue_full = 0;  // packets
    };

    /// `draws` decides what is lost and how much jitter each packet has, by the packet's ordinal on
    /// this link and nothing else. `config` must outlive it.
    Link(const LinkConfig& config, KeyedRandom draws);

    /// When a packet handed in at `now` arrives; none when it does not.
    /// Requires: `now` not before that of the last call, unless is_orderless().
    [[nodiscard]] std::optional<Time> send(Time now, std::uint32_t bytes);

    /// Whether packets may be handed in in any order of time: none of them has an effect on
    /// another.
    [[nodiscard]] bool is_orderless() const {
        return !config_->rate && config_->jitter == Duration::zero();
    }
    /// From now on it is like this; `config` must outlive it.
    void set_config(const LinkConfig& config) { config_ = &config; }
    [[nodiscard]] const LinkConfig& config() const { return *config_; }
    [[nodiscard]] const Counts& counts() const { return counts_; }

private:
    [[nodiscard]] bool has_room(Time now, std::uint32_t bytes);
    [[nodiscard]] Time sent_by(Time now, std::uint32_t bytes);
    [[nodiscard]] bool loses(const KeyedRandom& packet);

    const LinkConfig* config_;
    KeyedRandom draws_;
    Time busy_until_ = Time::min();
    std::uint64_t part_ = 0;  // of a nanosecond that busy_until_ leaves out, in 1/rate
    Time last_arrival_ = Time::min();
    Counts counts_;
    bool in_burst_ = false;
};

}  // namespace cordon

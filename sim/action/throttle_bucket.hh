#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/action/token_bucket.hh"
#include "sim/policy/decision.hh"

namespace cordon {

/// One bucket of a throttle and, when it shapes, the first-in-first-out queue before it. It holds
/// no packets: when a packet leaves is settled the moment it joins, as nothing that comes later can
/// change it; so what waits leaves at that time also when its rule no longer decides.
class ThrottleBucket {
public:
    /// Full, with an empty queue.
    ThrottleBucket(const Throttle& throttle, Time now);

    /// When a packet of `bytes` (IP header and all after it) that comes at `now` leaves. Police:
    /// `now` when its credit is there. Shape: `now` when nobody waits and its credit is there, else
    /// once all before it have left and its credit is there; a packet larger than the burst waits
    /// for the credit beyond it. nullopt, with nothing spent: police has too little credit (so
    /// never passes a packet larger than the burst), or the queue has no room, or the credit would
    /// never come (rate 0), or it would leave only after `latest`.
    [[nodiscard]] std::optional<Time> admit(std::uint64_t bytes, Time now,
                                            Time latest = Time::max());

    /// Nobody waits and the credit is whole: from here on it acts as a new one would.
    [[nodiscard]] bool is_idle(Time now);

    /// Bytes of the packets that wait at `now`.
    [[nodiscard]] std::uint64_t waiting_bytes(Time now);

private:
    struct Waiting {
        Time leaves;
        std::uint64_t bytes = 0;
    };

    [[nodiscard]] std::optional<Time> join_queue(std::uint64_t bytes, Time now, Time latest);
    void forget_departed(Time now);

    TokenBucket bucket_;
    Throttle::By by_;
    std::uint64_t queue_bytes_;
    std::uint64_t waiting_bytes_ = 0;
    std::vector<Waiting> waiting_;  // those from first_ on, in order of departure
    std::size_t first_ = 0;
};

}  // namespace cordon

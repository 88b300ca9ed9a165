#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/report/emit.hh"

namespace cordon {

/// Packets that wait in the wall, as copies, in order of (time at which they leave, order in which
/// they were put here). Bounded by the memory that the copies take.
class HoldQueue {
public:
    explicit HoldQueue(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}

    /// Copies the packet, its comments included, to leave at `departure.arrival.at`. False, and
    /// nothing kept, when it does not fit within the bound.
    [[nodiscard]] bool hold(const Departure& departure);

    /// Whether the packet would fit.
    [[nodiscard]] bool has_room_for(const Arrival& arrival) const {
        return cost_of(arrival) <= most_bytes_ - held_bytes_;
    }

    /// When the next packet leaves; none when none waits.
    [[nodiscard]] std::optional<Time> next_due() const;

    /// Whether one leaves at or before `now`: asked for every packet.
    [[nodiscard]] bool is_due(Time now) const {
        return !waiting_.empty() && waiting_.front().due <= now;
    }

    /// Tells of, and forgets, the packets that leave at or before `now`.
    void release_due(Time now, Emit& emit);
    /// All of them, each at its time.
    void release_all(Emit& emit);

    [[nodiscard]] std::size_t size() const { return waiting_.size(); }
    /// Memory that the packets held take, in bytes (record, bytes and comments).
    [[nodiscard]] std::uint64_t held_bytes() const { return held_bytes_; }

private:
    struct Held {
        Departure departure;  // its views are into this
        std::vector<std::uint8_t> bytes;
        std::optional<Annotation> note;
        std::uint64_t cost = 0;  // what it adds to held_bytes_
    };
    struct Waiting {
        Time due;
        std::uint64_t order = 0;
        std::unique_ptr<Held> packet;
    };
    struct LeavesLater {
        bool operator()(const Waiting& a, const Waiting& b) const {
            return a.due != b.due ? a.due > b.due : a.order > b.order;
        }
    };

    [[nodiscard]] static std::uint64_t cost_of(const Arrival& arrival);
    void release_first(Emit& emit);

    std::vector<Waiting> waiting_;  // a heap by LeavesLater
    std::uint64_t most_bytes_;
    std::uint64_t held_bytes_ = 0;
    std::uint64_t held_so_far_ = 0;
};

}  // namespace cordon

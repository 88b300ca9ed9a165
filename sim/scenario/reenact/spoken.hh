#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/time.hh"
#include "sim/craft/content.hh"
#include "sim/scenario/reenact/conversation.hh"

namespace cordon {

/// What an end says from `offset` on: recorded first bytes where they were kept, noise behind them.
/// One or two contents, which together make `bytes`.
[[nodiscard]] std::vector<Content> spoken(const Conversation& said, Direction side,
                                          std::uint64_t offset, std::uint64_t bytes);

/// Remembers when each amount that a script asks about had been heard.
class HeardTimes {
public:
    /// The amounts, in rising order.
    explicit HeardTimes(std::vector<std::uint64_t> amounts) : amounts_(std::move(amounts)) {}

    /// `heard` in all by `at`.
    void reached(std::uint64_t heard, Time at) {
        while (times_.size() < amounts_.size() && amounts_[times_.size()] <= heard) {
            times_.push_back(at);
        }
    }
    [[nodiscard]] bool knows(std::size_t which) const { return which < times_.size(); }
    /// Requires: knows(which).
    [[nodiscard]] Time at(std::size_t which) const { return times_[which]; }

private:
    std::vector<std::uint64_t> amounts_;
    std::vector<Time> times_;
};

/// The turns of one end, and what it had heard before each; the last amount is that of its closing.
struct EndScript {
    std::vector<Turn> turns;
    std::vector<std::uint64_t> heard;  // rising
};
[[nodiscard]] EndScript script_of(const Conversation& said, Direction side);

}  // namespace cordon

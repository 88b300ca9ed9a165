#include "sim/flow/window_counter.hh"

#include <algorithm>
#include <limits>

namespace cordon {
namespace {

constexpr std::size_t place_of(std::int64_t slot) {
    return static_cast<std::uint64_t>(slot) % WindowCounter::slot_count;
}

}  // namespace

WindowCounter::WindowCounter(Duration window)
    : slot_ns_(std::max<std::int64_t>(1, window.count() / std::int64_t{slot_count})),
      present_(std::numeric_limits<std::int64_t>::min() / slot_ns_) {}

std::int64_t WindowCounter::slot_of(Time now) const {
    const std::int64_t ns = to_ns(now);
    // Most packets fall into the slot of their predecessor: no division. Unsigned, because times
    // may lie further apart than a signed difference holds.
    const std::uint64_t start =
        static_cast<std::uint64_t>(present_) * static_cast<std::uint64_t>(slot_ns_);
    if (static_cast<std::uint64_t>(ns) - start < static_cast<std::uint64_t>(slot_ns_))
        return present_;
    const std::int64_t toward_zero = ns / slot_ns_;
    return ns % slot_ns_ < 0 ? toward_zero - 1 : toward_zero;
}

std::uint64_t WindowCounter::left_behind(std::int64_t slot) const {
    const std::uint64_t steps =
        static_cast<std::uint64_t>(slot) - static_cast<std::uint64_t>(present_);
    if (steps >= slot_count) return sum_;
    std::uint64_t bytes = 0;
    for (std::uint64_t step = 1; step <= steps; ++step) {
        bytes += slots_[place_of(present_ + static_cast<std::int64_t>(step))];
    }
    return bytes;
}

std::uint64_t WindowCounter::sum(Time now) const {
    const std::int64_t slot = slot_of(now);
    return slot <= present_ ? sum_ : sum_ - left_behind(slot);
}

void WindowCounter::add(Time now, std::uint32_t bytes) {
    const std::int64_t slot = slot_of(now);
    if (slot > present_) {
        sum_ -= left_behind(slot);
        const std::uint64_t steps = std::min<std::uint64_t>(
            slot_count, static_cast<std::uint64_t>(slot) - static_cast<std::uint64_t>(present_));
        for (std::uint64_t step = 0; step < steps; ++step) {
            slots_[place_of(slot - static_cast<std::int64_t>(step))] = 0;
        }
        present_ = slot;
    }
    std::uint32_t& counted = slots_[place_of(present_)];
    const std::uint32_t room = std::numeric_limits<std::uint32_t>::max() - counted;
    const std::uint32_t added = std::min(bytes, room);
    counted += added;
    sum_ += added;
}

}  // namespace cordon

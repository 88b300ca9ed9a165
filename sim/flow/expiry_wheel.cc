#include "sim/flow/expiry_wheel.hh"

#include <algorithm>
#include <bit>
#include <utility>

namespace cordon {
namespace {

constexpr std::int64_t tick_ns = Duration{ExpiryWheel::tick}.count();
// Seconds; more than 64 bits of nanoseconds reach back before 1970, less than 2^35.
constexpr std::int64_t epoch = std::int64_t{1} << 34U;
constexpr std::size_t least_capacity = 256;
constexpr std::size_t least_storage = 4096;    // bytes of queues: not worth giving back
constexpr std::size_t most_left_behind = 256;  // entries that do not count, beside as many as do

}  // namespace

std::uint64_t ExpiryWheel::tick_before(Time at) {
    const std::int64_t ns = to_ns(at);
    const std::int64_t floored = ns / tick_ns - (ns % tick_ns < 0 ? 1 : 0);
    return static_cast<std::uint64_t>(floored + epoch);
}

std::uint64_t ExpiryWheel::tick_after(Time at) {
    return tick_before(at) + (to_ns(at) % tick_ns != 0 ? 1 : 0);
}

Time ExpiryWheel::time_of(std::uint64_t tick_number) {
    const std::int64_t seconds = static_cast<std::int64_t>(tick_number) - epoch;
    constexpr std::int64_t most = Duration::max().count() / tick_ns;
    if (seconds > most) return Time::max();
    if (seconds < -most) return Time::min();
    return time_from_ns(seconds * tick_ns);
}

// An entry stands on the level of the highest group of six bits in which its tick differs from the
// present one. That stays true until the present reaches the first tick of its slot.
ExpiryWheel::Place ExpiryWheel::place_of(std::uint64_t due) const {
    const std::uint64_t differing = due ^ present_;
    const unsigned level =
        differing == 0 ? 0 : (static_cast<unsigned>(std::bit_width(differing)) - 1) / level_bits;
    const auto slot = static_cast<unsigned>((due >> (level * level_bits)) & (slots_in_level - 1));
    return {.level = level, .slot = slot};
}

std::uint64_t ExpiryWheel::beginning_of(Place place) const {
    const unsigned shift = place.level * level_bits;
    const std::uint64_t above = present_ >> (shift + level_bits) << (shift + level_bits);
    return above | (std::uint64_t{place.slot} << shift);
}

void ExpiryWheel::push(const ExpiryEntry& entry) {
    const Place place = place_of(entry.due);
    Level& level = levels_[place.level];
    queues_.push(level.slots[place.slot], entry);
    level.in_use |= std::uint64_t{1} << place.slot;
}

ExpiryEntry ExpiryWheel::pop(Place place) {
    Level& level = levels_[place.level];
    ExpiryQueue& slot = level.slots[place.slot];
    const ExpiryEntry entry = queues_.front(slot);
    queues_.pop(slot);
    if (slot.empty()) level.in_use &= ~(std::uint64_t{1} << place.slot);
    return entry;
}

void ExpiryWheel::place(std::uint32_t flow, Time deadline) {
    if (flow >= stamps_.size()) stamps_.resize(std::size_t{flow} + 1);
    if (stamps_[flow] == 0) ++size_;
    if (++last_stamp_ == 0) ++last_stamp_;
    stamps_[flow] = last_stamp_;
    const std::uint64_t due = std::max(tick_after(deadline), present_ + 1);
    push({.due = due, .flow = flow, .stamp = last_stamp_});
    next_ = std::min(next_, time_of(beginning_of(place_of(due))));
    if (queues_.size() > 2 * size_ + most_left_behind) compact();
}

void ExpiryWheel::remove(std::uint32_t flow) {
    if (flow >= stamps_.size() || stamps_[flow] == 0) return;
    stamps_[flow] = 0;
    --size_;
    give_back_storage();
}

std::optional<ExpiryWheel::Event> ExpiryWheel::next_event() const {
    for (unsigned level = 0; level < level_count; ++level) {
        if (levels_[level].in_use == 0) continue;
        const auto slot = static_cast<unsigned>(std::countr_zero(levels_[level].in_use));
        const Place place{.level = level, .slot = slot};
        return Event{.place = place, .begins = beginning_of(place)};
    }
    return std::nullopt;
}

bool ExpiryWheel::step_to(std::uint64_t target) {
    if (target <= present_) return false;
    const std::optional<Event> event = next_event();
    if (!event || event->begins > target) {
        present_ = target;
        return false;
    }
    present_ = event->begins;
    if (event->place.level == 0) return true;
    const Level& level = levels_[event->place.level];
    while (!level.slots[event->place.slot].empty()) {
        const ExpiryEntry entry = pop(event->place);
        if (counts(entry)) push(entry);
    }
    return true;
}

std::optional<std::uint32_t> ExpiryWheel::take_due() {
    const Place here{.level = 0, .slot = static_cast<unsigned>(present_ % slots_in_level)};
    while (!levels_[0].slots[here.slot].empty()) {
        const ExpiryEntry entry = pop(here);
        if (!counts(entry)) continue;
        stamps_[entry.flow] = 0;
        --size_;
        return entry.flow;
    }
    return std::nullopt;
}

std::optional<ExpiryEntry> ExpiryWheel::earliest() {
    while (const std::optional<Event> event = next_event()) {
        const ExpiryEntry& first =
            queues_.front(levels_[event->place.level].slots[event->place.slot]);
        if (counts(first)) return first;
        pop(event->place);
    }
    return std::nullopt;
}

std::optional<Time> ExpiryWheel::next_due() const {
    if (size_ == 0) return std::nullopt;
    return time_of(next_event()->begins);
}

void ExpiryWheel::update_next() {
    const std::optional<Event> event = next_event();
    next_ = event ? time_of(event->begins) : Time::max();
}

void ExpiryWheel::give_back_storage() {
    while (!stamps_.empty() && stamps_.back() == 0) stamps_.pop_back();
    if (stamps_.capacity() / 4 > std::max(stamps_.size(), least_capacity)) stamps_.shrink_to_fit();
    if (queues_.size() > 2 * size_ + most_left_behind ||
        queues_.storage_bytes() / 32 > queues_.size() * sizeof(ExpiryEntry) + least_storage) {
        compact();
    }
}

void ExpiryWheel::compact() {
    ExpiryQueues kept;
    for (Level& level : levels_) {
        for (std::uint64_t left = level.in_use; left != 0; left &= left - 1) {
            const auto number = static_cast<unsigned>(std::countr_zero(left));
            ExpiryQueue slot;
            queues_.walk(level.slots[number], [&](const ExpiryEntry& entry) {
                if (counts(entry)) kept.push(slot, entry);
                return true;
            });
            level.slots[number] = slot;
            if (slot.empty()) level.in_use &= ~(std::uint64_t{1} << number);
        }
    }
    queues_ = std::move(kept);
}

}  // namespace cordon

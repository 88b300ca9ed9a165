#include "sim/flow/expiry_wheel.hh"

#include <algorithm>
#include <bit>

namespace cordon {
namespace {

constexpr std::int64_t tick_ns = Duration{ExpiryWheel::tick}.count();
// Seconds; more than 64 bits of nanoseconds reach back before 1970, less than 2^35.
constexpr std::int64_t epoch = std::int64_t{1} << 34U;
constexpr std::size_t least_capacity = 256;

}  // namespace

ExpiryWheel::ExpiryWheel() {
    for (Level& level : levels_) level.heads.fill(none);
}

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

void ExpiryWheel::link(std::uint32_t flow, std::uint64_t due) {
    const Place place = place_of(due);
    Level& level = levels_[place.level];
    std::uint32_t& head = level.heads[place.slot];
    std::uint32_t& tail = level.tails[place.slot];
    if (head == none) {
        entries_[flow] = {.due = due};
        head = flow;
        level.in_use |= std::uint64_t{1} << place.slot;
    } else {
        entries_[flow] = {.due = due, .next = none, .previous = tail};
        entries_[tail].next = flow;
    }
    tail = flow;
}

void ExpiryWheel::unlink(std::uint32_t flow) {
    Entry& entry = entries_[flow];
    const Place place = place_of(entry.due);
    Level& level = levels_[place.level];
    if (entry.previous == none) {
        level.heads[place.slot] = entry.next;
    } else {
        entries_[entry.previous].next = entry.next;
    }
    if (entry.next == none) {
        level.tails[place.slot] = entry.previous;
    } else {
        entries_[entry.next].previous = entry.previous;
    }
    if (level.heads[place.slot] == none) level.in_use &= ~(std::uint64_t{1} << place.slot);
    entry = {};
}

void ExpiryWheel::place(std::uint32_t flow, Time deadline) {
    if (flow >= entries_.size()) entries_.resize(std::size_t{flow} + 1);
    if (entries_[flow].due != 0) {
        unlink(flow);
    } else {
        ++size_;
    }
    const std::uint64_t due = std::max(tick_after(deadline), present_ + 1);
    link(flow, due);
    next_ = std::min(next_, time_of(beginning_of(place_of(due))));
}

void ExpiryWheel::remove(std::uint32_t flow) {
    if (flow >= entries_.size() || entries_[flow].due == 0) return;
    unlink(flow);
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
    Level& level = levels_[event->place.level];
    std::uint32_t flow = level.heads[event->place.slot];
    level.heads[event->place.slot] = none;
    level.in_use &= ~(std::uint64_t{1} << event->place.slot);
    while (flow != none) {
        const std::uint32_t next = entries_[flow].next;
        link(flow, entries_[flow].due);
        flow = next;
    }
    return true;
}

std::optional<std::uint32_t> ExpiryWheel::take_due() {
    const std::uint32_t flow = levels_[0].heads[present_ & (slots_in_level - 1)];
    if (flow == none) return std::nullopt;
    unlink(flow);
    --size_;
    return flow;
}

std::optional<std::uint32_t> ExpiryWheel::earliest() const {
    const std::optional<Event> event = next_event();
    if (!event) return std::nullopt;
    return levels_[event->place.level].heads[event->place.slot];
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
    while (!entries_.empty() && entries_.back().due == 0) entries_.pop_back();
    if (entries_.capacity() / 4 > std::max(entries_.size(), least_capacity)) {
        entries_.shrink_to_fit();
    }
}

}  // namespace cordon

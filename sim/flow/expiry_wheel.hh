#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/core/time.hh"
#include "sim/flow/expiry_queues.hh"

namespace cordon {

/// Finds idle flows on packet time at no cost a packet. A flow is named by its index in its
/// FlowTable and has one entry, placed when it opens. When the entry fires, the flow's own deadline
/// (last seen + idle limit) decides: it is over, or its entry is placed again at that deadline. So
/// packets only move their flow's last_seen.
///
/// Ticks are whole seconds since 1970. A flow with deadline T is reported at the first tick at or
/// after T, by the first advance() at or after that tick; until then, whoever looks a flow up
/// compares its deadline with the packet's time. Reports come tick by tick, within a tick in the
/// order of placing, and do not depend on how often advance() is called in between.
///
/// Six levels of 64 slots, each with a word that says which are in use, span all times that 64 bits
/// of nanoseconds can say: a jump of years costs no more than the entries it meets. A flow that
/// changes to a *shorter* limit while it lives (closing) should be placed again; else it is
/// reported only when its old entry fires. An entry placed again or removed is left where it lies
/// and passed over when its slot is read. Storage is 4 bytes for each index up to the highest in
/// use, and some 18 for each entry; those left behind are at most as many as count, and a few.
class ExpiryWheel {
public:
    static constexpr Duration tick = std::chrono::seconds{1};

    /// Places the entry of a flow, or moves it. A deadline that has passed is due at the next tick.
    void place(std::uint32_t flow, Time deadline);

    /// Starts loading what place() with about this deadline will need.
    void approach_place(Time deadline) const {
        const Place place = place_of(std::max(tick_after(deadline), present_ + 1));
        queues_.approach_end(levels_[place.level].slots[place.slot]);
    }

    /// Takes the entry away; nothing when there is none. Call it when the flow closes for another
    /// reason.
    void remove(std::uint32_t flow);

    /// No entry fires before this; nullopt when there are none. It may be earlier than the first
    /// entry, by less than the entry's distance: then advance() does nothing but come closer.
    [[nodiscard]] std::optional<Time> next_due() const;

    /// Whether advance(now) has anything to do: one comparison, for every packet.
    [[nodiscard]] bool is_due(Time now) const { return now >= next_; }

    /// Fires what is due at `now`. Time going backwards does nothing. `deadline_of(flow)` gives the
    /// flow's present deadline; `expire(flow)` is called, with its entry gone, when that has
    /// passed. expire may place and remove entries of any flows.
    /// `approach(flow)`, if given, is told of flows that will probably be asked for soon; then
    /// `come_closer(flow)` of the same.
    template <typename DeadlineOf, typename Expire, typename Approach, typename ComeCloser>
    void advance(Time now, DeadlineOf&& deadline_of, Expire&& expire, Approach&& approach,
                 ComeCloser&& come_closer) {
        const std::uint64_t target = tick_before(now);
        while (step_to(target)) {
            std::size_t approached = 0;
            while (const std::optional<std::uint32_t> flow = take_due()) {
                if (approached-- == 0) {
                    approached = for_next_due(approach);
                    static_cast<void>(for_next_due(come_closer));
                }
                const Time deadline = deadline_of(*flow);
                if (tick_after(deadline) > present_) {
                    place(*flow, deadline);
                } else {
                    expire(*flow);
                }
            }
        }
        update_next();
        give_back_storage();
    }

    template <typename DeadlineOf, typename Expire>
    void advance(Time now, DeadlineOf&& deadline_of, Expire&& expire) {
        advance(
            now, deadline_of, expire, [](std::uint32_t) {}, [](std::uint32_t) {});
    }

    /// The flow to give up when room is needed: of those due in the earliest slot (the same second
    /// within about a minute from `now`, the same minute within about an hour, and so on) the one
    /// placed first. nullopt when there are no entries. Its entry stays. Entries of flows that were
    /// seen since are placed again on the way, at most once for each packet in the long run.
    /// Requires: advance(now) was called if is_due(now).
    template <typename DeadlineOf>
    [[nodiscard]] std::optional<std::uint32_t> soonest(Time now, DeadlineOf&& deadline_of) {
        static_cast<void>(step_to(tick_before(now)));
        while (const std::optional<ExpiryEntry> entry = earliest()) {
            const Time deadline = deadline_of(entry->flow);
            if (tick_after(deadline) <= entry->due) return entry->flow;
            place(entry->flow, deadline);
        }
        return std::nullopt;
    }

    /// Flows that have an entry.
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Not later than next_due(), at no cost; the end of time when there never was an entry.
    [[nodiscard]] Time soonest_due() const { return next_; }

private:
    static constexpr unsigned level_bits = 6;
    static constexpr unsigned level_count = 6;
    static constexpr unsigned slots_in_level = 1U << level_bits;

    struct Level {
        std::uint64_t in_use = 0;  // a bit a slot: it holds entries, whether they count or not
        std::array<ExpiryQueue, slots_in_level> slots;
    };
    struct Place {
        unsigned level, slot;
    };

    // Ticks are counted from long before 1970, so that they are never negative.
    static std::uint64_t tick_before(Time at);  // the last tick at or before
    static std::uint64_t tick_after(Time at);   // the first tick at or after
    static Time time_of(std::uint64_t tick_number);

    [[nodiscard]] Place place_of(std::uint64_t due) const;
    /// When a slot begins.
    [[nodiscard]] std::uint64_t beginning_of(Place place) const;
    [[nodiscard]] bool counts(const ExpiryEntry& entry) const {
        return entry.flow < stamps_.size() && stamps_[entry.flow] == entry.stamp;
    }
    /// Puts an entry last in its slot.
    void push(const ExpiryEntry& entry);
    /// Takes the first entry out of a slot that is in use.
    ExpiryEntry pop(Place place);
    /// The earliest slot in use, and the tick at which it begins.
    struct Event {
        Place place;
        std::uint64_t begins;
    };
    [[nodiscard]] std::optional<Event> next_event() const;
    /// Moves to the next tick, up to `target`, at which an entry may be due, and spreads that
    /// slot's entries over the levels below. False, and at `target`, when there is none.
    bool step_to(std::uint64_t target);
    /// Takes out the first entry that counts of those due at the present tick.
    std::optional<std::uint32_t> take_due();
    /// Calls `approach` with the next few entries that are due at the present tick; tells how many.
    template <typename Approach>
    [[nodiscard]] std::size_t for_next_due(Approach& approach) const {
        constexpr std::size_t most = 16;
        std::size_t count = 0;
        queues_.walk(levels_[0].slots[present_ % slots_in_level], [&](const ExpiryEntry& entry) {
            if (!counts(entry)) return true;
            approach(entry.flow);
            return ++count < most;
        });
        return count;
    }
    /// The first entry that counts of the earliest slot; those before it that do not are dropped.
    [[nodiscard]] std::optional<ExpiryEntry> earliest();
    void update_next();
    void give_back_storage();
    /// Drops the entries that do not count, and storage that nobody uses.
    void compact();

    std::uint64_t present_ = 0;  // every entry due until here has fired
    Time next_ = Time::max();
    std::size_t size_ = 0;
    std::uint32_t last_stamp_ = 0;
    std::vector<std::uint32_t> stamps_;  // by flow; 0: it has no entry
    ExpiryQueues queues_;
    std::array<Level, level_count> levels_;
};

}  // namespace cordon

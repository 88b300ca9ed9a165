#pragma once

#include <coroutine>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/core/scheduler.hh"

namespace cordon {

/// What the event queue calls when a time has come: a packet that arrives, a connection's clock.
class EventTarget {
public:
    EventTarget() = default;
    EventTarget(const EventTarget&) = delete;
    EventTarget& operator=(const EventTarget&) = delete;
    virtual void on_event() = 0;

protected:
    ~EventTarget() = default;
};

/// Virtual time: what is to happen, in order of (time, order in which it was asked for). Scripts
/// wait in it as in any Scheduler; parts of the world are called without a script. Not thread-safe.
///
/// A 4-ary heap of 16-byte entries: the time, and a word that holds the order and the slot. What is
/// cancelled stays in the heap until its time or until it makes up half of it.
class EventQueue final : public Scheduler {
public:
    explicit EventQueue(Time start) : now_(start) {}

    [[nodiscard]] Time now() const override { return now_; }
    [[nodiscard]] TimerId resume_at(Time at, std::coroutine_handle<> who) override;
    /// Calls `target` at `at`, or at the present time when that has passed; never within this call.
    /// The target must live until then, or be cancelled.
    TimerId call_at(Time at, EventTarget& target);
    void cancel(TimerId timer) override;

    /// Does what is due up to and at `end`, also what that asks for; the time is `end` then.
    void run_until(Time end);
    /// Does the next thing, at its time; false when there is none.
    bool run_next();
    /// When the next thing happens; none when nothing will.
    [[nodiscard]] std::optional<Time> next();

    [[nodiscard]] std::size_t pending() const { return living_; }
    [[nodiscard]] std::uint64_t done() const { return done_; }  // things done so far

private:
    static constexpr unsigned slot_bits = 24;
    struct Entry {
        std::int64_t at = 0;
        std::uint64_t tag = 0;  // order << slot_bits | slot
        [[nodiscard]] bool before(const Entry& other) const {
            return at != other.at ? at < other.at : tag < other.tag;
        }
    };
    /// Either a script or a target; `tag` 0 when free.
    struct Slot {
        std::uint64_t tag = 0;
        EventTarget* target = nullptr;
        std::coroutine_handle<> script;
    };

    TimerId add(Time at, EventTarget* target, std::coroutine_handle<> script);
    void push(Entry entry);
    void pop();
    void sift_down(std::size_t hole, Entry entry);
    void drop_cancelled();
    void do_first();
    [[nodiscard]] Slot& slot_of(std::uint64_t tag) {
        return slots_[tag & ((std::uint64_t{1} << slot_bits) - 1)];
    }
    [[nodiscard]] bool is_living(const Entry& entry) { return slot_of(entry.tag).tag == entry.tag; }
    void free_slot(std::uint64_t tag);

    Time now_;
    std::vector<Entry> heap_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::size_t living_ = 0;
    std::uint64_t order_ = 0;
    std::uint64_t done_ = 0;
};

}  // namespace cordon

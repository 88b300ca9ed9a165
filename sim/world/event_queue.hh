#pragma once

#include <array>
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
/// What is due within the present 33 us lies in a small heap; what is due within the next 268 ms in
/// a wheel of lists, one for each 33 us, moved into that heap when its time comes (memory fetches
/// meanwhile what will be called); the rest in a second heap. What is cancelled is passed over when
/// its turn comes.
class EventQueue final : public Scheduler {
public:
    explicit EventQueue(Time start);

    [[nodiscard]] Time now() const override { return now_; }
    [[nodiscard]] TimerId resume_at(Time at, std::coroutine_handle<> who) override;
    /// Calls `target` at `at`, or at the present time when that has passed; never within this call.
    /// The target must live until then, or be cancelled.
    TimerId call_at(Time at, EventTarget& target);
    void cancel(TimerId timer) override;

    /// Does what is due up to and at `end`, also what that asks for; the time is `end` then.
    void run_until(Time end);
    /// When the next thing happens; none when nothing will.
    [[nodiscard]] std::optional<Time> next();

    [[nodiscard]] std::size_t pending() const { return living_; }
    [[nodiscard]] std::uint64_t done() const { return done_; }  // things done so far

private:
    static constexpr unsigned slot_bits = 24;
    static constexpr std::uint64_t script_bit = std::uint64_t{1} << slot_bits;
    static constexpr unsigned order_shift = slot_bits + 1;
    static constexpr unsigned spoke_bits = 15;  // nanoseconds in a list of the wheel
    static constexpr std::size_t spokes = std::size_t{1} << 13U;
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Entry {
        std::int64_t at = 0;
        std::uint64_t tag = 0;  // order << order_shift | whether it is a script | slot
        [[nodiscard]] bool before(const Entry& other) const {
            return at != other.at ? at < other.at : tag < other.tag;
        }
    };
    /// Either a script or a target; `tag` 0 when free.
    struct Slot {
        std::uint64_t tag = 0;
        union {
            EventTarget* target = nullptr;
            void* script;  // its handle's address
        };
    };
    /// Part of a list of the wheel.
    struct Chunk {
        std::array<Entry, 7> entries;
        std::uint32_t count = 0;
        std::uint32_t next = none;
    };
    using Heap = std::vector<Entry>;  // 4-ary

    /// A new thing's slot, filled but for what is to be done.
    [[nodiscard]] Slot& add(Time at, std::uint64_t kind);
    [[nodiscard]] std::uint32_t free_slot();
    void place(const Entry& entry);
    void add_to_spoke(std::size_t index, const Entry& entry);
    static void push(Heap& heap, Entry entry);
    static void pop(Heap& heap);
    static void sift_down(Heap& heap, std::size_t hole, Entry entry);
    void drop_cancelled();
    void do_first();
    [[nodiscard]] bool turn_wheel();
    [[nodiscard]] std::optional<std::int64_t> next_spoke() const;
    void empty_spoke(std::int64_t spoke);
    [[nodiscard]] static std::int64_t spoke_of(std::int64_t at) { return at >> spoke_bits; }
    [[nodiscard]] static std::size_t index_of(std::int64_t spoke) {
        return static_cast<std::size_t>(spoke) % spokes;
    }
    [[nodiscard]] static std::uint32_t slot_number(std::uint64_t tag) {
        return static_cast<std::uint32_t>(tag & ((std::uint64_t{1} << slot_bits) - 1));
    }
    [[nodiscard]] bool is_living(const Entry& entry) const {
        return slots_[slot_number(entry.tag)].tag == entry.tag;
    }

    Time now_;
    std::int64_t spoke_;  // the present one: what is due in it or before lies in soon_
    Heap soon_;
    Heap far_;
    std::array<std::uint32_t, spokes> wheel_;          // first chunk of each list
    std::array<std::uint64_t, spokes / 64> in_use_{};  // a bit for each list that is not empty
    std::vector<Chunk> chunks_;
    std::vector<std::uint32_t> free_chunks_;
    std::vector<Entry> moving_;  // from a list to the heap
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::size_t living_ = 0;
    std::uint64_t order_ = 0;
    std::uint64_t done_ = 0;
};

}  // namespace cordon

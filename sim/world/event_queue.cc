#include "sim/world/event_queue.hh"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace cordon {
namespace {

constexpr std::size_t children = 4;

/// Has memory fetch the first lines of what will be called: a packet's fields and headers.
void fetch(const EventTarget* target) {
    constexpr std::size_t line = 64, lines = 4;
    const auto* bytes = reinterpret_cast<const char*>(target);
    for (std::size_t i = 0; i < lines; ++i) __builtin_prefetch(bytes + i * line);
}

}  // namespace

EventQueue::EventQueue(Time start) : now_(start), spoke_(spoke_of(to_ns(start))) {
    wheel_.fill(none);
}

TimerId EventQueue::resume_at(Time at, std::coroutine_handle<> who) {
    Slot& slot = add(at, script_bit);
    slot.script = who.address();
    return TimerId{slot.tag};
}

TimerId EventQueue::call_at(Time at, EventTarget& target) {
    Slot& slot = add(at, 0);
    slot.target = &target;
    return TimerId{slot.tag};
}

EventQueue::Slot& EventQueue::add(Time at, std::uint64_t kind) {
    const std::uint32_t number = free_slot();
    Slot& slot = slots_[number];
    slot.tag = ++order_ << order_shift | kind | number;
    ++living_;
    place({.at = to_ns(std::max(at, now_)), .tag = slot.tag});
    return slot;
}

std::uint32_t EventQueue::free_slot() {
    if (free_.empty()) {
        assert(slots_.size() < (std::size_t{1} << slot_bits));
        free_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
    }
    const std::uint32_t number = free_.back();
    free_.pop_back();
    return number;
}

/// Puts it where things of its time lie.
void EventQueue::place(const Entry& entry) {
    const std::int64_t spoke = spoke_of(entry.at);
    if (spoke <= spoke_) {
        push(soon_, entry);
    } else if (spoke < spoke_ + static_cast<std::int64_t>(spokes)) {
        add_to_spoke(index_of(spoke), entry);
    } else {
        push(far_, entry);
    }
}

void EventQueue::add_to_spoke(std::size_t index, const Entry& entry) {
    std::uint32_t& first = wheel_[index];
    if (first == none || chunks_[first].count == chunks_[first].entries.size()) {
        if (free_chunks_.empty()) {
            free_chunks_.push_back(static_cast<std::uint32_t>(chunks_.size()));
            chunks_.emplace_back();
        }
        const std::uint32_t chunk = free_chunks_.back();
        free_chunks_.pop_back();
        chunks_[chunk].count = 0;
        chunks_[chunk].next = std::exchange(first, chunk);
        in_use_[index / 64] |= std::uint64_t{1} << index % 64;
    }
    Chunk& chunk = chunks_[first];
    chunk.entries[chunk.count++] = entry;
}

void EventQueue::cancel(TimerId timer) {
    const auto tag = static_cast<std::uint64_t>(timer);
    if (tag == 0 || slots_[slot_number(tag)].tag != tag) return;
    slots_[slot_number(tag)].tag = 0;
    free_.push_back(slot_number(tag));
    --living_;
    constexpr std::size_t worth_it = 64;
    if (far_.size() > worth_it && living_ < far_.size() / 2) drop_cancelled();
}

void EventQueue::push(Heap& heap, Entry entry) {
    std::size_t hole = heap.size();
    heap.push_back(entry);
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / children;
        if (!entry.before(heap[parent])) break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole] = entry;
}

void EventQueue::sift_down(Heap& heap, std::size_t hole, Entry entry) {
    const std::size_t size = heap.size();
    for (std::size_t first = hole * children + 1; first < size; first = hole * children + 1) {
        std::size_t least = first;
        const std::size_t end = std::min(first + children, size);
        for (std::size_t child = first + 1; child < end; ++child) {
            if (heap[child].before(heap[least])) least = child;
        }
        if (!heap[least].before(entry)) break;
        heap[hole] = heap[least];
        hole = least;
    }
    heap[hole] = entry;
}

void EventQueue::pop(Heap& heap) {
    const Entry last = heap.back();
    heap.pop_back();
    if (!heap.empty()) sift_down(heap, 0, last);
}

void EventQueue::drop_cancelled() {
    std::erase_if(far_, [this](const Entry& entry) { return !is_living(entry); });
    for (std::size_t i = far_.size() / children + 1; i-- > 0;) {
        if (i < far_.size()) sift_down(far_, i, far_[i]);
    }
}

std::optional<Time> EventQueue::next() {
    for (;;) {
        while (!soon_.empty() && !is_living(soon_.front())) pop(soon_);
        if (!soon_.empty()) return time_from_ns(soon_.front().at);
        if (!turn_wheel()) return std::nullopt;
    }
}

/// Goes on to the next time at which something may be due; false when there is none.
bool EventQueue::turn_wheel() {
    while (!far_.empty() && !is_living(far_.front())) pop(far_);
    std::optional<std::int64_t> to = next_spoke();
    if (!far_.empty()) {
        const std::int64_t far = spoke_of(far_.front().at);
        to = std::min(to.value_or(far), far);
    }
    if (!to) return false;
    spoke_ = *to;
    empty_spoke(spoke_);
    while (!far_.empty() &&
           spoke_of(far_.front().at) < spoke_ + static_cast<std::int64_t>(spokes)) {
        const Entry entry = far_.front();
        pop(far_);
        if (is_living(entry)) place(entry);
    }
    return true;
}

/// The first list that is not empty, in the order in which their times come.
std::optional<std::int64_t> EventQueue::next_spoke() const {
    const std::size_t from = index_of(spoke_ + 1);
    for (std::size_t step = 0; step <= in_use_.size(); ++step) {
        const std::size_t word = (from / 64 + step) % in_use_.size();
        std::uint64_t bits = in_use_[word];
        if (step == 0) bits &= ~std::uint64_t{0} << from % 64;
        if (step == in_use_.size()) bits &= ~(~std::uint64_t{0} << from % 64);
        if (bits == 0) continue;
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        return spoke_ + 1 + static_cast<std::int64_t>((index + spokes - from) % spokes);
    }
    return std::nullopt;
}

/// Moves a list into the heap of what is due soon, and has memory fetch what it will call.
void EventQueue::empty_spoke(std::int64_t spoke) {
    const std::size_t index = index_of(spoke);
    in_use_[index / 64] &= ~(std::uint64_t{1} << index % 64);
    moving_.clear();
    for (std::uint32_t at = std::exchange(wheel_[index], none); at != none;) {
        const Chunk& chunk = chunks_[at];
        for (std::uint32_t i = 0; i < chunk.count; ++i) {
            __builtin_prefetch(&slots_[slot_number(chunk.entries[i].tag)]);
            moving_.push_back(chunk.entries[i]);
        }
        free_chunks_.push_back(at);
        at = chunk.next;
    }
    for (const Entry& entry : moving_) {
        const Slot& slot = slots_[slot_number(entry.tag)];
        if (slot.tag != entry.tag) continue;
        if ((slot.tag & script_bit) == 0) fetch(slot.target);
        push(soon_, entry);
    }
}

void EventQueue::do_first() {
    const Entry entry = soon_.front();
    pop(soon_);
    Slot& slot = slots_[slot_number(entry.tag)];
    const Slot done = std::exchange(slot, Slot{});
    free_.push_back(slot_number(entry.tag));
    --living_;
    now_ = time_from_ns(entry.at);
    ++done_;
    if ((done.tag & script_bit) == 0) {
        done.target->on_event();
    } else {
        std::coroutine_handle<>::from_address(done.script).resume();
    }
}

void EventQueue::run_until(Time end) {
    for (std::optional<Time> at = next(); at && *at <= end; at = next()) do_first();
    now_ = std::max(now_, end);
}

}  // namespace cordon

#include "sim/world/event_queue.hh"

#include <algorithm>
#include <cassert>

namespace cordon {
namespace {

constexpr std::size_t children = 4;

}  // namespace

TimerId EventQueue::resume_at(Time at, std::coroutine_handle<> who) {
    return add(at, nullptr, who);
}

TimerId EventQueue::call_at(Time at, EventTarget& target) {
    return add(at, &target, {});
}

TimerId EventQueue::add(Time at, EventTarget* target, std::coroutine_handle<> script) {
    if (free_.empty()) {
        assert(slots_.size() < (std::size_t{1} << slot_bits));
        free_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    const std::uint64_t tag = ++order_ << slot_bits | slot;
    slots_[slot] = {.tag = tag, .target = target, .script = script};
    ++living_;
    push({.at = to_ns(std::max(at, now_)), .tag = tag});
    return TimerId{tag};
}

void EventQueue::cancel(TimerId timer) {
    const auto tag = static_cast<std::uint64_t>(timer);
    if (tag == 0 || slot_of(tag).tag != tag) return;
    free_slot(tag);
    constexpr std::size_t worth_it = 64;
    if (heap_.size() > worth_it && living_ < heap_.size() / 2) drop_cancelled();
}

void EventQueue::free_slot(std::uint64_t tag) {
    slot_of(tag).tag = 0;
    free_.push_back(static_cast<std::uint32_t>(tag & ((std::uint64_t{1} << slot_bits) - 1)));
    --living_;
}

void EventQueue::push(Entry entry) {
    std::size_t hole = heap_.size();
    heap_.push_back(entry);
    while (hole > 0) {
        const std::size_t parent = (hole - 1) / children;
        if (!entry.before(heap_[parent])) break;
        heap_[hole] = heap_[parent];
        hole = parent;
    }
    heap_[hole] = entry;
}

void EventQueue::sift_down(std::size_t hole, Entry entry) {
    const std::size_t size = heap_.size();
    for (std::size_t first = hole * children + 1; first < size; first = hole * children + 1) {
        std::size_t least = first;
        const std::size_t end = std::min(first + children, size);
        for (std::size_t child = first + 1; child < end; ++child) {
            if (heap_[child].before(heap_[least])) least = child;
        }
        if (!heap_[least].before(entry)) break;
        heap_[hole] = heap_[least];
        hole = least;
    }
    heap_[hole] = entry;
}

void EventQueue::pop() {
    const Entry last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(0, last);
}

void EventQueue::drop_cancelled() {
    std::erase_if(heap_, [this](const Entry& entry) { return !is_living(entry); });
    for (std::size_t i = heap_.size() / children + 1; i-- > 0;) {
        if (i < heap_.size()) sift_down(i, heap_[i]);
    }
}

std::optional<Time> EventQueue::next() {
    while (!heap_.empty() && !is_living(heap_.front())) pop();
    if (heap_.empty()) return std::nullopt;
    return time_from_ns(heap_.front().at);
}

void EventQueue::do_first() {
    const Entry entry = heap_.front();
    pop();
    const Slot slot = slot_of(entry.tag);
    free_slot(entry.tag);
    now_ = time_from_ns(entry.at);
    ++done_;
    if (slot.target != nullptr) {
        slot.target->on_event();
    } else {
        slot.script.resume();
    }
}

bool EventQueue::run_next() {
    if (!next()) return false;
    do_first();
    return true;
}

void EventQueue::run_until(Time end) {
    for (std::optional<Time> at = next(); at && *at <= end; at = next()) do_first();
    now_ = std::max(now_, end);
}

}  // namespace cordon

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/flow/prefetch.hh"

namespace cordon {

/// An entry of an ExpiryWheel. It counts while its flow's last stamp is its own; a flow that was
/// placed again or removed leaves it behind.
struct ExpiryEntry {
    std::uint64_t due = 0;  // tick
    std::uint32_t flow = 0;
    std::uint32_t stamp = 0;
};

/// Where one queue begins and ends in ExpiryQueues.
struct ExpiryQueue {
    static constexpr std::uint32_t none = 0xffffffff;
    std::uint32_t head = none, tail = none;  // chunks

    [[nodiscard]] bool empty() const { return head == none; }
};

/// The entries of many queues in one store: seven lie side by side in a chunk of two cache lines,
/// so that a queue is written and read without going from entry to entry. Chunks are used again
/// last freed first, and never given back one by one: make a new store and move what counts.
class ExpiryQueues {
public:
    void push(ExpiryQueue& queue, const ExpiryEntry& entry) {
        if (queue.empty() || chunks_[queue.tail].end == chunk_entries) add_chunk(queue);
        Chunk& last = chunks_[queue.tail];
        last.entries[last.end++] = entry;
        ++size_;
    }

    /// Requires: !queue.empty().
    [[nodiscard]] const ExpiryEntry& front(const ExpiryQueue& queue) const {
        const Chunk& first = chunks_[queue.head];
        return first.entries[first.begin];
    }
    void pop(ExpiryQueue& queue) {
        Chunk& first = chunks_[queue.head];
        --size_;
        if (++first.begin == first.end) drop_chunk(queue);
    }

    /// Calls `visit(entry)` from the front on until it says false.
    template <typename Visit>
    void walk(const ExpiryQueue& queue, Visit visit) const {
        for (std::uint32_t at = queue.head; at != none; at = chunks_[at].next) {
            for (std::uint32_t i = chunks_[at].begin; i < chunks_[at].end; ++i) {
                if (!visit(chunks_[at].entries[i])) return;
            }
        }
    }

    /// Starts loading where the next entry of a queue will be written.
    void approach_end(const ExpiryQueue& queue) const {
        if (!queue.empty()) prefetch_lines<sizeof(Chunk)>(&chunks_[queue.tail]);
    }

    /// Entries, whether they count or not.
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t storage_bytes() const { return chunks_.capacity() * sizeof(Chunk); }

private:
    static constexpr std::uint32_t none = ExpiryQueue::none;
    static constexpr std::uint32_t chunk_entries = 7;

    struct alignas(64) Chunk {
        std::uint32_t next = none;
        std::uint16_t begin = 0, end = 0;  // entries in use
        std::array<ExpiryEntry, chunk_entries> entries;
    };

    void add_chunk(ExpiryQueue& queue) {
        std::uint32_t added = free_;
        if (added != none) {
            free_ = chunks_[added].next;
        } else {
            added = static_cast<std::uint32_t>(chunks_.size());
            chunks_.emplace_back();
        }
        Chunk& chunk = chunks_[added];
        chunk.next = none;
        chunk.begin = chunk.end = 0;
        if (queue.empty()) {
            queue.head = added;
        } else {
            chunks_[queue.tail].next = added;
        }
        queue.tail = added;
    }

    void drop_chunk(ExpiryQueue& queue) {
        const std::uint32_t dropped = queue.head;
        queue.head = chunks_[dropped].next;
        if (queue.head == none) queue.tail = none;
        chunks_[dropped].next = free_;
        free_ = dropped;
    }

    std::vector<Chunk> chunks_;
    std::uint32_t free_ = none;
    std::size_t size_ = 0;
};

}  // namespace cordon

#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "sim/flow/flow_hasher.hh"
#include "sim/flow/flow_key.hh"
#include "sim/flow/flow_state.hh"
#include "sim/flow/prefetch.hh"
#include "sim/flow/probed_slots.hh"
#include "sim/flow/record_pool.hh"

namespace cordon {

/// The live flows of one shard: FlowKey to Record. A Record is default-constructible and has a
/// member `FlowState state`, best its first: the table writes state.key and state.table_index when
/// it opens a flow, and nobody else may. Records never move; a reference lives until close().
///
/// One table of 16-byte slots {record, its index, 32 bits of the hash}, see ProbedSlots. find()
/// touches one slot line and the first two lines of the record; a record of another key is touched
/// only when 32 bits of its hash agree. Keys are compared whole.
///
/// Not thread-safe. No limit of its own: the caller bounds size(), see ExpiryWheel::soonest().
template <typename Record>
class FlowTable {
public:
    /// `hasher`, whose `value` is what `hash` is below, must outlive it.
    explicit FlowTable(const FlowHasher& hasher, ChunkStore* store = nullptr)
        : hasher_(&hasher), pool_(store) {}

    /// Starts loading what find() will need first. Call it for a batch of packets ahead of time.
    void prefetch_slot(std::uint64_t hash) const { prefetch(&slots_[slots_.home(tag_of(hash))]); }

    /// The record that find() will most likely give, looked up ahead of time by its hash alone.
    struct Guess {
        Record* record = nullptr;  // null: none has this hash
        std::uint32_t closings = 0;
    };

    /// Guesses the record of this hash, and starts loading its first `bytes`. Call it when the slot
    /// has arrived.
    template <std::size_t bytes = sizeof(FlowState)>
    [[nodiscard]] Guess guess(std::uint64_t hash) const {
        const std::uint32_t tag = tag_of(hash);
        for (std::size_t at = slots_.home(tag); !slots_[at].is_empty(); at = slots_.after(at)) {
            if (slots_[at].tag != tag) continue;
            prefetch_lines<bytes>(slots_[at].record);
            return {.record = slots_[at].record, .closings = closings_};
        }
        return {.record = nullptr, .closings = closings_};
    }

    /// Whether the guessed record, if any, still stands: none has been closed since.
    [[nodiscard]] bool stands(const Guess& guess) const {
        return guess.record != nullptr && guess.closings == closings_;
    }

    /// Starts loading the first `bytes` of a live record.
    template <std::size_t bytes = sizeof(FlowState)>
    void approach(std::uint32_t index) const {
        prefetch_lines<bytes>(pool_.address(index));
    }
    /// Starts loading what close() of this record will need. Call it when the record has arrived.
    void approach_slot(const Record& record) const {
        prefetch_slot((*hasher_)(record.state.key).value);
    }

    /// The flow of this key, or null.
    [[nodiscard]] Record* find(const FlowKey& key, std::uint64_t hash) {
        const std::uint32_t tag = tag_of(hash);
        for (std::size_t at = slots_.home(tag); !slots_[at].is_empty(); at = slots_.after(at)) {
            if (slots_[at].tag == tag && slots_[at].record->state.key == key) {
                return slots_[at].record;
            }
        }
        return nullptr;
    }

    /// The same, sooner where the guess is right.
    [[nodiscard]] Record* find(const FlowKey& key, std::uint64_t hash, const Guess& guess) {
        if (stands(guess) && guess.record->state.key == key) [[likely]] {
            return guess.record;
        }
        return find(key, hash);
    }

    /// Starts loading what open() will need. Call it when nothing was guessed.
    void approach_open() const { pool_.approach_next(); }

    /// Makes a default-constructed record for this key. Requires: find(key, hash) is null.
    Record& open(const FlowKey& key, std::uint64_t hash) {
        assert(find(key, hash) == nullptr);
        const std::uint32_t index = pool_.make();
        Record& record = pool_[index];
        slots_.add({.record = &record, .index = index, .tag = tag_of(hash)});
        record.state.key = key;
        record.state.table_index = index;
        return record;
    }

    /// Destroys a record of this table.
    void close(Record& record) {
        const std::uint32_t index = record.state.table_index;
        assert(pool_.is_live(index) && &pool_[index] == &record);
        std::size_t at = slots_.home(tag_of((*hasher_)(record.state.key).value));
        while (slots_[at].record != &record) at = slots_.after(at);
        slots_.remove(at);
        pool_.destroy(index);
        ++closings_;
    }

    /// The record with this state.table_index. Requires: is_live(index).
    [[nodiscard]] Record& operator[](std::uint32_t index) { return pool_[index]; }
    [[nodiscard]] bool is_live(std::uint32_t index) const { return pool_.is_live(index); }

    [[nodiscard]] std::size_t size() const { return pool_.size(); }

    /// Calls `visit(Record&)` for every flow in the order of table_index: fixed by the calls made
    /// so far, not by hashes. `visit` may close the record it is given, and must not open or close
    /// others.
    template <typename Visit>
    void for_each(Visit&& visit) {
        pool_.for_each([&](std::uint32_t index) { visit(pool_[index]); });
    }

    /// Bytes held by slots and records, without what records own elsewhere.
    [[nodiscard]] std::size_t storage_bytes() const {
        return pool_.storage_bytes() + slots_.storage_bytes();
    }

private:
    struct Slot {
        Record* record = nullptr;  // null: an empty slot
        std::uint32_t index = 0;
        std::uint32_t tag = 0;

        [[nodiscard]] bool is_empty() const { return record == nullptr; }
        [[nodiscard]] std::size_t home() const { return tag; }
    };

    static std::uint32_t tag_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>(hash >> 32U);
    }
    const FlowHasher* hasher_;
    ProbedSlots<Slot, 16> slots_;
    std::uint32_t closings_ = 0;  // a guess outlives 2^32 of them no more than its batch
    RecordPool<Record> pool_;
};

}  // namespace cordon

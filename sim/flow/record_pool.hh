#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "sim/flow/chunk_store.hh"
#include "sim/flow/prefetch.hh"

namespace cordon {

/// Owns records at addresses that never change, numbered by a small index. Indices are reused
/// lowest first, so a shrinking population drains the later chunks; a chunk without a record is
/// given back, but for one that is kept in hand. Thus memory follows the live records. The same
/// calls give the same indices on every machine.
template <typename Record>
class RecordPool {
public:
    static constexpr std::uint32_t chunk_records = 64;  // one bit each in a word
    static constexpr std::size_t line = ChunkStore::line;

    /// With a store of chunks of chunk_bytes(), which must outlive the pool; or without.
    explicit RecordPool(ChunkStore* store = nullptr) : store_(store) {}
    RecordPool(const RecordPool&) = delete;
    RecordPool& operator=(const RecordPool&) = delete;
    ~RecordPool() {
        for_each([this](std::uint32_t index) { std::destroy_at(&(*this)[index]); });
        for (const Chunk& chunk : chunks_) free_cells(chunk.cells);
        free_cells(in_hand_);
    }
    [[nodiscard]] static constexpr std::size_t chunk_bytes() { return sizeof(Cells); }

    /// Makes a record with its default constructor and gives its index.
    std::uint32_t make() {
        const std::uint32_t number = chunk_with_room();
        Chunk& chunk = chunks_[number];
        if (chunk.cells == nullptr) chunk.cells = take_cells();
        const auto cell = static_cast<std::uint32_t>(std::countr_one(chunk.live));
        // Without parentheses: they would clear the whole record before its members are set.
        ::new (static_cast<void*>(chunk.cells->at(cell))) Record;
        chunk.live |= bit(cell);
        if (chunk.live == all) has_room_[number / 64] &= ~bit(number % 64);
        ++size_;
        return number * chunk_records + cell;
    }

    /// Starts loading the place of the next record, which may have been out of use for long.
    void approach_next() const {
        if (first_with_room_ == has_room_.size() || has_room_[first_with_room_] == 0) return;
        const std::size_t number =
            first_with_room_ * 64 +
            static_cast<std::size_t>(std::countr_zero(has_room_[first_with_room_]));
        if (number >= chunks_.size() || chunks_[number].cells == nullptr) return;
        const Chunk& chunk = chunks_[number];
        const std::byte* const next =
            chunk.cells->at(static_cast<std::uint32_t>(std::countr_one(chunk.live)));
        for (std::size_t i = 0; i < lines; ++i) prefetch_to_write(next + i * line);
    }

    /// Requires: is_live(index).
    void destroy(std::uint32_t index) {
        assert(is_live(index));
        const std::uint32_t number = index / chunk_records;
        std::destroy_at(&(*this)[index]);
        Chunk& chunk = chunks_[number];
        chunk.live &= ~bit(index % chunk_records);
        has_room_[number / 64] |= bit(number % 64);
        if (number / 64 < first_with_room_) first_with_room_ = number / 64;
        --size_;
        if (chunk.live == 0) give_back(chunk);
    }

    /// Requires: is_live(index).
    [[nodiscard]] Record& operator[](std::uint32_t index) {
        return *std::launder(reinterpret_cast<Record*>(address(index)));
    }
    [[nodiscard]] const Record& operator[](std::uint32_t index) const {
        return *std::launder(reinterpret_cast<const Record*>(address(index)));
    }
    /// Where a live record lies, without touching it: for prefetching.
    [[nodiscard]] const std::byte* address(std::uint32_t index) const {
        return chunks_[index / chunk_records].cells->at(index % chunk_records);
    }

    [[nodiscard]] bool is_live(std::uint32_t index) const {
        const std::uint32_t number = index / chunk_records;
        return number < chunks_.size() && (chunks_[number].live & bit(index % chunk_records)) != 0;
    }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Calls `visit(index)` for every live record in the order of indices. `visit` may destroy the
    /// record it is given, and must not make or destroy others.
    template <typename Visit>
    void for_each(Visit&& visit) const {
        for (std::uint32_t number = 0; number < chunks_.size(); ++number) {
            for (std::uint64_t left = chunks_[number].live; left != 0; left &= left - 1) {
                visit(number * chunk_records + static_cast<std::uint32_t>(std::countr_zero(left)));
            }
        }
    }

    /// Bytes of storage held, records in use or not.
    [[nodiscard]] std::size_t storage_bytes() const { return cells_held_ * sizeof(Cells); }

private:
    // Not a multiple of four lines: at such strides the records would share a few cache sets.
    static constexpr std::size_t lines = (sizeof(Record) + line - 1) / line;
    static constexpr std::size_t stride = (lines % 4 == 0 ? lines + 1 : lines) * line;
    static constexpr std::uint64_t all = ~std::uint64_t{0};
    static_assert(alignof(Record) <= line);

    struct Cells {
        alignas(line) std::array<std::byte, stride * chunk_records> bytes;

        [[nodiscard]] std::byte* at(std::uint32_t cell) { return &bytes[stride * cell]; }
    };
    struct Chunk {
        Cells* cells = nullptr;  // null while no record of it lives
        std::uint64_t live = 0;
    };

    static constexpr std::uint64_t bit(std::uint32_t at) { return std::uint64_t{1} << at; }

    [[nodiscard]] std::byte* address(std::uint32_t index) {
        return chunks_[index / chunk_records].cells->at(index % chunk_records);
    }

    std::uint32_t chunk_with_room() {
        while (first_with_room_ < has_room_.size() && has_room_[first_with_room_] == 0) {
            ++first_with_room_;
        }
        if (first_with_room_ == has_room_.size()) has_room_.push_back(all);
        const auto number = static_cast<std::uint32_t>(
            first_with_room_ * 64 +
            static_cast<std::size_t>(std::countr_zero(has_room_[first_with_room_])));
        if (number == chunks_.size()) chunks_.emplace_back();
        return number;
    }

    [[nodiscard]] Cells* take_cells() {
        if (in_hand_ != nullptr) return std::exchange(in_hand_, nullptr);
        ++cells_held_;
        void* const memory = store_ != nullptr
                                 ? store_->take()
                                 : ::operator new (sizeof(Cells), std::align_val_t{line});
        return ::new (memory) Cells;
    }

    void free_cells(Cells* cells) {
        if (cells == nullptr) return;
        std::destroy_at(cells);
        if (store_ != nullptr) {
            store_->give_back(cells);
        } else {
            ::operator delete (cells, std::align_val_t{line});
        }
    }

    void give_back(Chunk& chunk) {
        Cells* const cells = std::exchange(chunk.cells, nullptr);
        if (in_hand_ == nullptr) {
            in_hand_ = cells;
            return;
        }
        free_cells(cells);
        --cells_held_;
    }

    ChunkStore* store_;
    std::vector<Chunk> chunks_;
    std::vector<std::uint64_t> has_room_;  // a bit a chunk, also for chunks not yet made
    std::size_t first_with_room_ = 0;      // no word of has_room_ before it has a bit set
    Cells* in_hand_ = nullptr;
    std::size_t cells_held_ = 0;
    std::size_t size_ = 0;
};

}  // namespace cordon

#include "sim/flow/chunk_store.hh"

#include <sys/mman.h>

#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace cordon {

struct ChunkStore::Free {
    Free* next = nullptr;
};

struct alignas(ChunkStore::line) ChunkStore::Block {
    Block* next = nullptr;
    Block* previous = nullptr;
    Free* free = nullptr;        // chunks that were in use
    std::size_t in_use = 0;      // chunks
    std::byte* fresh = nullptr;  // from here on no chunk was ever in use
    std::byte* end = nullptr;
};

ChunkStore::ChunkStore(std::size_t chunk_bytes)
    : chunk_bytes_((chunk_bytes + line - 1) / line * line) {
    assert(line + chunk_bytes_ <= block_bytes);
}

ChunkStore::~ChunkStore() {
    while (with_room_ != nullptr) {
        Block* const block = with_room_;
        assert(block->in_use == 0);
        unlink(block);
        std::free(block);
    }
}

ChunkStore::Block* ChunkStore::make_block() {
    void* const memory = std::aligned_alloc(block_bytes, block_bytes);
    if (memory == nullptr) throw std::bad_alloc();
    ::madvise(memory, block_bytes, MADV_HUGEPAGE);  // a wish: small pages do as well
    auto* const block = ::new (memory) Block();
    block->fresh = static_cast<std::byte*>(memory) + line;
    block->end = static_cast<std::byte*>(memory) + block_bytes;
    ++blocks_;
    link(block);
    return block;
}

void* ChunkStore::take() {
    const std::lock_guard lock(guard_);
    Block* const block = with_room_ != nullptr ? with_room_ : make_block();
    ++block->in_use;
    void* chunk = block->free;
    if (chunk != nullptr) {
        block->free = block->free->next;
    } else {
        chunk = block->fresh;
        block->fresh += chunk_bytes_;
    }
    const bool has_fresh = static_cast<std::size_t>(block->end - block->fresh) >= chunk_bytes_;
    if (block->free == nullptr && !has_fresh) unlink(block);
    return chunk;
}

void ChunkStore::give_back(void* chunk) {
    const std::lock_guard lock(guard_);
    const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(chunk) % block_bytes;
    auto* const block = reinterpret_cast<Block*>(static_cast<std::byte*>(chunk) - offset);
    const bool was_full = block->free == nullptr &&
                          static_cast<std::size_t>(block->end - block->fresh) < chunk_bytes_;
    block->free = ::new (chunk) Free{.next = block->free};
    --block->in_use;
    if (was_full) link(block);
    const bool another_has_room = block->next != block;
    if (block->in_use > 0 || !another_has_room) return;
    unlink(block);
    std::free(block);
    --blocks_;
}

std::size_t ChunkStore::storage_bytes() const {
    const std::lock_guard lock(guard_);
    return blocks_ * block_bytes;
}

void ChunkStore::link(Block* block) {
    if (with_room_ == nullptr) {
        block->next = block->previous = block;
    } else {
        block->next = with_room_;
        block->previous = with_room_->previous;
        block->previous->next = block;
        with_room_->previous = block;
    }
    with_room_ = block;
}

void ChunkStore::unlink(Block* block) {
    if (block->next == block) {
        with_room_ = nullptr;
        return;
    }
    block->previous->next = block->next;
    block->next->previous = block->previous;
    if (with_room_ == block) with_room_ = block->next;
}

}  // namespace cordon

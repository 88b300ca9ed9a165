#pragma once

#include <cstddef>
#include <mutex>

namespace cordon {

/// Memory for chunks of one size, cut out of blocks of 2 MiB that the system is asked to back by
/// large pages: records of a hundred thousand flows lie on more small pages than a processor knows
/// by heart, and each look then costs a walk through the page tables. Where the system has no large
/// pages the blocks are as good as any memory.
///
/// A block without a chunk in use is given back, but for one that is kept in hand. All pools of an
/// engine share one store, since each alone would fill no block; so it locks.
class ChunkStore {
public:
    static constexpr std::size_t block_bytes = std::size_t{2}
                                               << 20U;  // a large page of x86 and ARM
    static constexpr std::size_t line = 64;             // bytes of a cache line

    /// Requires: line <= chunk_bytes <= block_bytes - line.
    explicit ChunkStore(std::size_t chunk_bytes);
    ChunkStore(const ChunkStore&) = delete;
    ChunkStore& operator=(const ChunkStore&) = delete;
    /// Requires: all chunks were given back.
    ~ChunkStore();

    /// A chunk, aligned to a cache line, its bytes unset. Throws std::bad_alloc.
    [[nodiscard]] void* take();
    void give_back(void* chunk);

    /// Bytes of the blocks held.
    [[nodiscard]] std::size_t storage_bytes() const;

private:
    struct Block;  // at the front of its memory; a ring of those with room
    struct Free;   // in a chunk that nobody uses

    [[nodiscard]] Block* make_block();
    void link(Block* block);
    void unlink(Block* block);

    std::size_t chunk_bytes_;
    mutable std::mutex guard_;
    Block* with_room_ = nullptr;
    std::size_t blocks_ = 0;
};

}  // namespace cordon

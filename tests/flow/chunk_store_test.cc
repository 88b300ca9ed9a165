#include "sim/flow/chunk_store.hh"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <vector>

namespace cordon {
namespace {

constexpr std::size_t chunk_bytes = 20'000;

TEST(ChunkStore, GivesChunksThatDoNotOverlap) {
    ChunkStore store(chunk_bytes);
    std::vector<unsigned char*> chunks(300);
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        chunks[i] = static_cast<unsigned char*>(store.take());
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(chunks[i]) % ChunkStore::line, 0U);
        std::memset(chunks[i], static_cast<int>(i % 251), chunk_bytes);
    }
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        EXPECT_EQ(chunks[i][0], i % 251);
        EXPECT_EQ(chunks[i][chunk_bytes - 1], i % 251);
        store.give_back(chunks[i]);
    }
}

TEST(ChunkStore, UsesAChunkAgainBeforeItAsksForMoreMemory) {
    ChunkStore store(chunk_bytes);
    void* const first = store.take();
    store.give_back(first);
    EXPECT_EQ(store.take(), first);
    store.give_back(first);
    EXPECT_EQ(store.storage_bytes(), ChunkStore::block_bytes);
}

TEST(ChunkStore, GivesBackBlocksButForOneInHand) {
    ChunkStore store(chunk_bytes);
    std::vector<void*> chunks(1000);
    for (void*& chunk : chunks) chunk = store.take();
    EXPECT_GE(store.storage_bytes(), 1000 * chunk_bytes);
    for (void* const chunk : chunks) store.give_back(chunk);
    EXPECT_EQ(store.storage_bytes(), ChunkStore::block_bytes);
}

}  // namespace
}  // namespace cordon

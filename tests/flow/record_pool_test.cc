#include "sim/flow/record_pool.hh"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace cordon {
namespace {

// Counts how many of it live.
struct Counted {
    static inline int living = 0;
    int value = 0;
    std::array<char, 300> bulk{};
    Counted() { ++living; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --living; }
};

using Pool = RecordPool<Counted>;

TEST(RecordPool, ReusesTheLowestIndexFirst) {
    Pool pool;
    for (std::uint32_t i = 0; i < 10'000; ++i) EXPECT_EQ(pool.make(), i);
    pool.destroy(150);
    pool.destroy(3);
    EXPECT_EQ(pool.make(), 3U);
    EXPECT_EQ(pool.make(), 150U);
    EXPECT_EQ(pool.make(), 10'000U);
}

TEST(RecordPool, NeverMovesARecord) {
    Pool pool;
    Counted* const first = &pool[pool.make()];
    first->value = 42;
    for (int i = 0; i < 10'000; ++i) pool.make();
    EXPECT_EQ(&pool[0], first);
    EXPECT_EQ(first->value, 42);
}

TEST(RecordPool, AlignsEveryRecordToACacheLine) {
    Pool pool;
    for (std::uint32_t i = 0; i < 130; ++i) {
        pool.make();
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&pool[i]) % Pool::line, 0U);
    }
}

TEST(RecordPool, GivesStorageBackAsRecordsGo) {
    Pool pool;
    std::vector<std::uint32_t> made(64 * 50);
    for (std::uint32_t& index : made) index = pool.make();
    const std::size_t most = pool.storage_bytes();
    for (const std::uint32_t index : made) pool.destroy(index);
    EXPECT_EQ(pool.size(), 0U);
    EXPECT_LE(pool.storage_bytes(), most / 50);
    EXPECT_EQ(Counted::living, 0);
}

TEST(RecordPool, DrainsLaterChunksWhileThePopulationShrinks) {
    Pool pool;
    std::mt19937 random(3);
    std::vector<std::uint32_t> live(64 * 100);
    for (std::uint32_t& index : live) index = pool.make();
    const std::size_t most = pool.storage_bytes();
    for (int round = 0; round < 30'000; ++round) {  // flows come and go, one in two replaced
        const std::size_t victim = random() % live.size();
        pool.destroy(live[victim]);
        live[victim] = live.back();
        live.pop_back();
        if (live.size() < 640 || random() % 2 == 0) live.push_back(pool.make());
    }
    EXPECT_LT(pool.storage_bytes(), most / 4);
}

TEST(RecordPool, DestroysWhatIsLeftAtItsEnd) {
    {
        Pool pool;
        for (int i = 0; i < 100; ++i) pool.make();
        EXPECT_EQ(Counted::living, 100);
    }
    EXPECT_EQ(Counted::living, 0);
}

TEST(RecordPool, LetsTheVisitorDestroyWhatItVisits) {
    Pool pool;
    for (int i = 0; i < 300; ++i) pool.make();
    std::vector<std::uint32_t> seen;
    pool.for_each([&](std::uint32_t index) {
        seen.push_back(index);
        pool.destroy(index);
    });
    EXPECT_EQ(seen.size(), 300U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(pool.size(), 0U);
}

TEST(RecordPool, AgreesWithAMapOnRandomMakesAndDestroys) {
    Pool pool;
    std::map<std::uint32_t, int> expected;
    std::mt19937 random(5);
    for (int step = 0; step < 50'000; ++step) {
        if (random() % 1000 < (step / 10'000 % 2 == 0 ? 600U : 400U) || expected.empty()) {
            const std::uint32_t index = pool.make();
            ASSERT_TRUE(expected.emplace(index, step).second);
            pool[index].value = step;
        } else {
            const auto it = std::next(expected.begin(),
                                      static_cast<std::ptrdiff_t>(random() % expected.size()));
            ASSERT_EQ(pool[it->first].value, it->second);
            pool.destroy(it->first);
            ASSERT_FALSE(pool.is_live(it->first));
            expected.erase(it);
        }
    }
    auto next = expected.begin();
    pool.for_each([&](std::uint32_t index) { ASSERT_EQ(index, (next++)->first); });
    EXPECT_EQ(next, expected.end());
}

}  // namespace
}  // namespace cordon

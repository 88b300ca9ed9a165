#include "sim/flow/flow_ordinals.hh"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace cordon {
namespace {

TEST(FlowOrdinals, CountsTheFlowsOfEachKeyFromZero) {
    FlowOrdinals ordinals;
    EXPECT_EQ(ordinals.next(7), 0U);
    EXPECT_EQ(ordinals.next(7), 1U);
    EXPECT_EQ(ordinals.next(8), 0U);
    EXPECT_EQ(ordinals.next(7), 2U);
    EXPECT_EQ(ordinals.next(0), 0U);
    EXPECT_EQ(ordinals.next(0), 1U);
}

TEST(FlowOrdinals, RemembersAKeyWhileFewerThanItsCapacityOfOthersCame) {
    FlowOrdinals ordinals(10);
    EXPECT_EQ(ordinals.next(1000), 0U);
    for (std::uint64_t other = 0; other < 10; ++other) EXPECT_EQ(ordinals.next(other), 0U);
    EXPECT_EQ(ordinals.next(1000), 1U);
}

TEST(FlowOrdinals, ForgetsAKeyAfterTwiceItsCapacityOfOthers) {
    FlowOrdinals ordinals(10);
    EXPECT_EQ(ordinals.next(1000), 0U);
    for (std::uint64_t other = 0; other < 20; ++other) EXPECT_EQ(ordinals.next(other), 0U);
    EXPECT_EQ(ordinals.next(1000), 0U);
}

TEST(FlowOrdinals, AgreesWithAMapWithinItsCapacity) {
    FlowOrdinals ordinals(5000);
    std::map<std::uint64_t, std::uint32_t> expected;
    std::mt19937_64 random(23);
    for (int step = 0; step < 50'000; ++step) {
        const std::uint64_t hash = random() % 5000 << (random() % 2 * 32);
        if (expected.size() == 5000 && expected.count(hash) == 0) continue;
        ASSERT_EQ(ordinals.next(hash), expected[hash]++);
    }
}

}  // namespace
}  // namespace cordon

#include "sim/core/keyed_random.hh"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace cordon {
namespace {

constexpr std::uint64_t seed = 20170718;

std::uint64_t draw(std::string_view purpose, std::uint64_t key) {
    return KeyedRandom{seed, purpose}.mix(key).bits();
}

TEST(KeyedRandom, GivesTheSameDrawForTheSameKey) {
    EXPECT_EQ(draw("chat-slow", 7), draw("chat-slow", 7));
}

TEST(KeyedRandom, StaysAsPublished) {
    // Outputs of published runs hang on these numbers; they are the same on every machine.
    EXPECT_EQ(KeyedRandom(1, "chat-slow").mix(2).bits(), 0xe868eb922acb0ed9U);
    EXPECT_EQ(KeyedRandom(1, "").bits(), 0x90133e611daa60a1U);
}

TEST(KeyedRandom, IsNotShiftedByTheDrawsOfAnotherPurpose) {
    const std::uint64_t before = draw("media", 1);
    KeyedRandom other{seed, "chat"};
    for (std::uint64_t i = 0; i < 100; ++i) static_cast<void>(other.mix(i).bits());
    EXPECT_EQ(draw("media", 1), before);
}

TEST(KeyedRandom, DiffersBySeedPurposeAndKey) {
    const std::set<std::uint64_t> draws = {draw("media", 1), draw("media", 2), draw("chat", 1),
                                           KeyedRandom{seed + 1, "media"}.mix(1).bits()};
    EXPECT_EQ(draws.size(), 4U);
}

TEST(KeyedRandom, MindsTheOrderOfItsKey) {
    EXPECT_NE(KeyedRandom(seed, "x").mix(1).mix(2).bits(),
              KeyedRandom(seed, "x").mix(2).mix(1).bits());
}

TEST(KeyedRandom, MixesBytesByContent) {
    const std::array<std::uint8_t, 3> a = {1, 2, 3};
    const std::array<std::uint8_t, 3> same = a;
    const std::array<std::uint8_t, 3> other = {1, 2, 4};
    const auto bits = [](Bytes key) { return KeyedRandom{seed, "x"}.mix(key).bits(); };
    EXPECT_EQ(bits(a), bits(same));
    EXPECT_NE(bits(a), bits(other));
    EXPECT_NE(bits(a), bits(Bytes{a}.first(2)));
}

TEST(KeyedRandom, NeverSaysYesToNothingAndAlwaysToAll) {
    for (std::uint64_t key = 0; key < 100'000; ++key) {
        const KeyedRandom random = KeyedRandom{seed, "share"}.mix(key);
        ASSERT_FALSE(random.says_yes(0));
        ASSERT_TRUE(random.says_yes(1'000'000));
    }
}

TEST(KeyedRandom, SaysYesToAboutTheShareAsked) {
    int yes = 0;
    for (std::uint64_t key = 0; key < 100'000; ++key) {
        yes += KeyedRandom{seed, "share"}.mix(key).says_yes(600'000) ? 1 : 0;
    }
    // Four standard deviations: 4 * sqrt(100,000 * 0.6 * 0.4) = 620.
    EXPECT_NEAR(yes, 60'000, 620);
}

TEST(KeyedRandom, KeepsYesWhenTheShareGrows) {
    // A flow that 30 % of a rule catches is also caught by 60 % of it.
    for (std::uint64_t key = 0; key < 10'000; ++key) {
        const KeyedRandom random = KeyedRandom{seed, "share"}.mix(key);
        if (random.says_yes(300'000)) {
            ASSERT_TRUE(random.says_yes(600'000));
        }
    }
}

TEST(KeyedRandom, StaysBelowItsBoundAndReachesEveryValue) {
    std::array<int, 7> seen{};
    for (std::uint64_t key = 0; key < 70'000; ++key) {
        const std::uint64_t value = KeyedRandom{seed, "bound"}.mix(key).below(7);
        ASSERT_LT(value, 7U);
        ++seen[value];
    }
    for (const int count : seen) EXPECT_NEAR(count, 10'000, 400);
}

TEST(KeyedRandom, DrawsZeroBelowOne) {
    EXPECT_EQ(KeyedRandom(seed, "one").below(1), 0U);
}

}  // namespace
}  // namespace cordon

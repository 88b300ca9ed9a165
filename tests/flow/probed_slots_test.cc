#include "sim/flow/probed_slots.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>

namespace cordon {
namespace {

struct Slot {
    std::uint64_t number = 0;

    [[nodiscard]] bool is_empty() const { return number == 0; }
    [[nodiscard]] std::size_t home() const { return number; }
};

struct Numbers {
    [[nodiscard]] std::size_t find(std::uint64_t number) const {
        std::size_t at = slots.home(number);
        while (!slots[at].is_empty() && slots[at].number != number) at = slots.after(at);
        return at;
    }
    [[nodiscard]] bool has(std::uint64_t number) const { return !slots[find(number)].is_empty(); }
    [[nodiscard]] std::size_t room() const { return slots.storage_bytes() / sizeof(Slot); }

    ProbedSlots<Slot, 16> slots;
};

TEST(ProbedSlots, FindsWhatStandsThereWhateverHasGone) {
    Numbers numbers;
    std::set<std::uint64_t> expected;
    std::mt19937_64 random(1);
    for (int step = 0; step < 20'000; ++step) {
        // Few low bits, so that searches run into one another and over the end.
        const std::uint64_t number = (random() % 100 << 32U) | (10 + random() % 8);
        if (expected.erase(number) > 0) {
            numbers.slots.remove(numbers.find(number));
        } else if (random() % 4 < (step < 10'000 ? 3U : 1U)) {
            numbers.slots.add({number});
            expected.insert(number);
        }
        EXPECT_FALSE(numbers.has(number) && !expected.contains(number));
        ASSERT_EQ(numbers.slots.size(), expected.size());
    }
    EXPECT_TRUE(std::all_of(expected.begin(), expected.end(),
                            [&](std::uint64_t number) { return numbers.has(number); }));
}

TEST(ProbedSlots, SearchesGoOnPastTheEndAtTheBeginning) {
    Numbers numbers;
    for (const std::uint64_t number : {15U, 31U, 47U}) numbers.slots.add({number});
    EXPECT_EQ(numbers.find(31), 0U);
    EXPECT_EQ(numbers.find(47), 1U);
    numbers.slots.remove(15);
    EXPECT_EQ(numbers.find(31), 15U);
    EXPECT_EQ(numbers.find(47), 0U);
}

TEST(ProbedSlots, AreNeverMoreThanHalfFullNorMuchLessThanASixteenth) {
    Numbers numbers;
    for (std::uint64_t number = 1; number <= 8; ++number) numbers.slots.add({number});
    EXPECT_EQ(numbers.room(), 16U);
    numbers.slots.add({9});
    EXPECT_EQ(numbers.room(), 32U);
    for (std::uint64_t number = 9; number > 2; --number) numbers.slots.remove(numbers.find(number));
    EXPECT_EQ(numbers.room(), 32U);
    numbers.slots.remove(numbers.find(2));
    EXPECT_EQ(numbers.room(), 16U);
    numbers.slots.remove(numbers.find(1));
    EXPECT_EQ(numbers.room(), 16U);
}

}  // namespace
}  // namespace cordon

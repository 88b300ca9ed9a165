#include "sim/policy/residual_table.hh"

#include <gtest/gtest.h>

#include <chrono>

namespace cordon {
namespace {

using namespace std::chrono_literals;

/// Flows between two hosts, told apart by their numbers.
FlowState flow_of(std::size_t number) {
    FlowState flow;
    flow.key.low_port = static_cast<std::uint16_t>(number);
    flow.key.high_port = static_cast<std::uint16_t>(number >> 16U);
    return flow;
}

constexpr std::size_t limit = 65'536;

class ResidualTableTest : public ::testing::Test {
protected:
    void remember(std::size_t flow, Duration last = 1h) {
        const Residual residual{
            .key = Residual::Key::five, .last = last, .renew = renew, .then = {}};
        table.remember(RuleId{0}, residual, flow_of(flow), now);
    }
    void remember_many(std::size_t count, std::size_t first = 0) {
        for (std::size_t i = 0; i < count; ++i) remember(first + i);
    }
    [[nodiscard]] bool catches(std::size_t flow) {
        std::vector<RuleId> caught;
        table.catch_flow(flow_of(flow), now, caught);
        return !caught.empty();
    }

    ResidualTable table{limit};
    Time now = time_from_ns(1'500'336'000'000'000'000);
    bool renew = false;
};

TEST_F(ResidualTableTest, TakesKeysUpToItsLimitAndCountsTheRest) {
    remember_many(limit - 1);
    remember(limit - 1);
    EXPECT_EQ(table.refused(), 0U);
    EXPECT_TRUE(catches(limit - 1));
    remember(limit);
    remember(limit + 1);
    EXPECT_EQ(table.refused(), 2U);
    EXPECT_FALSE(catches(limit));
    EXPECT_TRUE(catches(0));
}

TEST_F(ResidualTableTest, RemembersAnewWhatItKnowsThoughItIsFull) {
    remember_many(limit);
    now += 30min;
    remember(7);
    EXPECT_EQ(table.refused(), 0U);
    now += 30min;
    EXPECT_TRUE(catches(7));
    EXPECT_FALSE(catches(8));
}

TEST_F(ResidualTableTest, WhatRanOutMakesRoom) {
    remember(0, 90s);
    remember_many(limit - 1, 1);
    now += 90s - 1ns;
    remember(limit);
    EXPECT_EQ(table.refused(), 1U);
    now += 1ns;
    remember(limit);
    EXPECT_EQ(table.refused(), 1U);
    EXPECT_TRUE(catches(limit));
    EXPECT_FALSE(catches(0));
    remember(limit + 1);
    EXPECT_EQ(table.refused(), 2U);
}

TEST_F(ResidualTableTest, WhatWasFoundToHaveRunOutMakesRoomToo) {
    remember(0, 90s);
    remember_many(limit - 1, 1);
    now += 90s;
    EXPECT_FALSE(catches(0));
    remember(limit);
    EXPECT_EQ(table.refused(), 0U);
}

TEST_F(ResidualTableTest, WhatIsRenewedKeepsItsPlace) {
    renew = true;
    remember(0, 90s);
    remember_many(limit - 1, 1);
    now += 60s;
    EXPECT_TRUE(catches(0));
    now += 60s;
    remember(limit);
    EXPECT_EQ(table.refused(), 1U);
    EXPECT_TRUE(catches(0));
    now += 90s;
    remember(limit);
    EXPECT_EQ(table.refused(), 1U);
}

TEST_F(ResidualTableTest, TakesAnyTime) {
    for (const Time at : {Time::min(), time_from_ns(-1), Time::max() - 1ns, Time::max()}) {
        now = at;
        remember(1);
        EXPECT_TRUE(catches(1)) << to_ns(at);
        EXPECT_TRUE(catches(1)) << to_ns(at);
    }
}

// A look at every key for each of these would take minutes.
TEST_F(ResidualTableTest, WhenFullTakesAKeyForEachThatExpires) {
    for (std::size_t i = 0; i < limit; ++i, now += 1us) remember(i);
    remember_many(100'000, limit);
    EXPECT_EQ(table.refused(), 100'000U);
    now += 1h - limit * 1us;
    // From here on one key expires as the next comes.
    for (std::size_t i = 0; i < limit; ++i, now += 1us) remember(200'000 + i);
    EXPECT_EQ(table.refused(), 100'000U);
}

}  // namespace
}  // namespace cordon

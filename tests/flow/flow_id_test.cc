#include "sim/flow/flow_id.hh"

#include <gtest/gtest.h>

#include <set>

#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

TEST(FlowId, FitsInFiftyThreeBitsAndDoesNotRepeat) {
    std::set<std::uint64_t> ids;
    for (std::uint32_t n = 0; n < 50'000; ++n) {
        const std::uint64_t id = make_flow_id(key_number(n % 100), time_from_ns(n / 1000), n);
        EXPECT_LT(id, std::uint64_t{1} << 53U);
        EXPECT_GT(id, 0U);
        ids.insert(id);
    }
    EXPECT_EQ(ids.size(), 50'000U);
}

TEST(FlowId, TellsConversationsOnTheSamePortsApart) {
    const std::uint64_t id = make_flow_id(key_number(1), time_from_ns(5), 7);
    EXPECT_NE(make_flow_id(key_number(1), time_from_ns(5), 8), id);
    EXPECT_NE(make_flow_id(key_number(1), time_from_ns(6), 7), id);
    EXPECT_NE(make_flow_id(key_number(2), time_from_ns(5), 7), id);
    EXPECT_EQ(make_flow_id(key_number(1), time_from_ns(5), 7), id);
}

TEST(FlowId, HoldsForGoodOverMachinesAndVersions) {
    EXPECT_EQ(make_flow_id(key_number(1), time_from_ns(5), 7), 951501753370654U);
}

}  // namespace
}  // namespace cordon::test

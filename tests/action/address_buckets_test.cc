#include "sim/action/address_buckets.hh"

#include <gtest/gtest.h>

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Time start = time_from_ns(1'500'000'000'000'000'000);
const Throttle hundred_bytes{.rate = BitRate{8'000}, .burst_bytes = 100};  // a byte a millisecond

IpAddress host(std::uint32_t number) {
    return IpAddress::v4(0x0a000000 + number);
}

class Buckets : public testing::Test {
protected:
    void with_room_for(std::size_t most) { buckets = AddressBuckets{hundred_bytes, most, 1}; }
    bool passes(std::uint32_t number, std::uint64_t bytes, Time now = start) {
        return buckets.at(host(number), now).admit(bytes, now).has_value();
    }

    AddressBuckets buckets{hundred_bytes, 10, 1};
};

TEST_F(Buckets, AreOneForEachAddress) {
    EXPECT_TRUE(passes(1, 100));
    EXPECT_FALSE(passes(1, 1));
    EXPECT_TRUE(passes(2, 100));
    EXPECT_FALSE(passes(2, 1));
    EXPECT_EQ(buckets.size(), 2U);
}

TEST_F(Buckets, AreForgottenWhenIdleWhichChangesNothing) {
    EXPECT_TRUE(passes(1, 100));
    EXPECT_TRUE(passes(2, 100));
    EXPECT_TRUE(passes(3, 1, start + seconds{10}));
    EXPECT_EQ(buckets.size(), 1U);
    EXPECT_EQ(buckets.forgotten(), 0U);
    EXPECT_TRUE(passes(1, 100, start + seconds{10}));
    EXPECT_FALSE(passes(1, 1, start + seconds{10}));
}

TEST_F(Buckets, AreKeptWhileTheyOwe) {
    EXPECT_TRUE(passes(1, 100));
    EXPECT_TRUE(passes(2, 1, start + milliseconds{99}));
    EXPECT_EQ(buckets.size(), 2U);
    EXPECT_FALSE(passes(1, 100, start + milliseconds{99}));
}

TEST_F(Buckets, AtTheLimitGiveUpTheOneLongestUnusedAndCountIt) {
    with_room_for(2);
    EXPECT_TRUE(passes(1, 100));
    EXPECT_TRUE(passes(2, 100));
    EXPECT_FALSE(passes(1, 1));  // used after 2
    EXPECT_TRUE(passes(3, 100));
    EXPECT_EQ(buckets.size(), 2U);
    EXPECT_EQ(buckets.forgotten(), 1U);
    EXPECT_FALSE(passes(1, 1));
    EXPECT_TRUE(passes(2, 1));  // forgotten, so full again
}

TEST_F(Buckets, DoNotGrowBeyondTheLimit) {
    with_room_for(100);
    for (std::uint32_t number = 0; number < 10'000; ++number) EXPECT_TRUE(passes(number, 100));
    EXPECT_EQ(buckets.size(), 100U);
    EXPECT_EQ(buckets.forgotten(), 9'900U);
}

}  // namespace
}  // namespace cordon::test

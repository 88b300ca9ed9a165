#include "sim/core/seq32.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

constexpr Seq32 last{0xffffffff}, zero{0}, one{1};

TEST(Seq32, WrapsWhenAddedTo) {
    EXPECT_EQ(last + 1, zero);
    EXPECT_EQ(last + 2, one);
    EXPECT_EQ((last + 0xffffffff).raw(), 0xfffffffeU);
}

TEST(Seq32, WrapsWhenTakenFrom) {
    EXPECT_EQ(zero - 1, last);
    EXPECT_EQ(one - 2, last);
}

TEST(Seq32, OrdersAcrossTheWrap) {
    EXPECT_LT(last, zero);
    EXPECT_GT(one, last);
    EXPECT_LE(last, last);
    EXPECT_GE(zero, last);
    EXPECT_FALSE(zero < last);
}

TEST(Seq32, SaysHowFarAheadItLies) {
    EXPECT_EQ(one.ahead_of(last), 2);
    EXPECT_EQ(last.ahead_of(one), -2);
    EXPECT_EQ(zero.ahead_of(zero), 0);
}

TEST(Seq32, TakesUpToHalfTheSpaceAsAhead) {
    const Seq32 start{0x12345678};
    EXPECT_GT(start + 0x7fffffff, start);
    EXPECT_LT(start + 0x80000001, start);
    EXPECT_EQ((start + 0x7fffffff).ahead_of(start), 0x7fffffff);
}

TEST(Seq32, StepsOverTheWrapOneByOne) {
    Seq32 seq{0xfffffff0};
    for (int i = 0; i < 32; ++i) {
        const Seq32 next = seq + 1;
        EXPECT_LT(seq, next);
        EXPECT_EQ(next.ahead_of(seq), 1);
        seq = next;
    }
    EXPECT_EQ(seq.raw(), 0x10U);
}

}  // namespace
}  // namespace cordon

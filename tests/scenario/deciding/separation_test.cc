#include "sim/scenario/deciding/separation.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

using Kinds = std::vector<std::string>;

Kinds all(const std::string& kind) {
    return Kinds(5, kind);
}

TEST(Separation, TellsApartWhatIsNeverSeenOfBoth) {
    const Separation found = separate({{all("works"), all("reset"), all("works")}});
    EXPECT_EQ(found.by_probe.at(0), (std::vector<Pair>{{0, 1}, {1, 2}}));
    EXPECT_EQ(found.never, (std::vector<Pair>{{0, 2}}));
}

TEST(Separation, LetsOneSittingOfFiveBeAlike) {
    const Kinds once{"works", "works", "works", "works", "reset"};
    const Kinds twice{"works", "works", "works", "reset", "reset"};
    EXPECT_EQ(separate({{once, all("reset")}}).by_probe.at(0).size(), 1U);
    EXPECT_EQ(separate({{twice, all("reset")}}).by_probe.at(0).size(), 0U);
}

TEST(Separation, ComparesSharesWhereSittingsAreNotAsMany) {
    EXPECT_EQ(separate({{Kinds{"works"}, all("works")}}).by_probe.at(0).size(), 0U);
    EXPECT_EQ(separate({{Kinds{"works"}, all("reset")}}).by_probe.at(0).size(), 1U);
    EXPECT_EQ(separate({{Kinds{}, all("reset")}}).by_probe.at(0).size(), 0U);
}

TEST(SmallestSet, LeavesOutProbesThatTellNothingMore) {
    // The first tells one from the rest; the second tells all; the third as well.
    const KindsSeen first{all("a"), all("b"), all("b")};
    const KindsSeen second{all("a"), all("b"), all("c")};
    EXPECT_EQ(separate({first, second, second}).smallest_set, (std::vector<std::size_t>{1}));
}

TEST(SmallestSet, HoldsSeveralWhereNoneTellsAll) {
    const KindsSeen first{all("a"), all("a"), all("b"), all("b")};
    const KindsSeen second{all("a"), all("b"), all("a"), all("b")};
    const KindsSeen none{all("a"), all("a"), all("a"), all("a")};
    const Separation found = separate({none, first, second});
    EXPECT_EQ(found.smallest_set, (std::vector<std::size_t>{1, 2}));
    EXPECT_TRUE(found.never.empty());
}

TEST(SmallestSet, IsNoneWhereNothingIsTold) {
    EXPECT_TRUE(separate({{all("a"), all("a")}}).smallest_set.empty());
    EXPECT_TRUE(separate({}).smallest_set.empty());
}

}  // namespace
}  // namespace cordon::testing

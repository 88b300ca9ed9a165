#include "sim/policy/interval_triggers.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>

namespace cordon {
namespace {

using Triggers = IntervalTriggers<std::int64_t>;
using Interval = Triggers::Interval;

std::set<RuleId> found_at(const Triggers& triggers, std::int64_t value) {
    FoundRules found;
    triggers.find(value, found);
    return {found.begin(), found.end()};
}

TEST(IntervalTriggers, FindsARuleFromTheFirstToTheLastOfItsSet) {
    Triggers triggers;
    const std::vector<Interval> set{{10, 20}};
    triggers.add(set, std::vector{RuleId{3}});
    triggers.seal();
    EXPECT_TRUE(found_at(triggers, 9).empty());
    EXPECT_EQ(found_at(triggers, 10), std::set{RuleId{3}});
    EXPECT_EQ(found_at(triggers, 20), std::set{RuleId{3}});
    EXPECT_TRUE(found_at(triggers, 21).empty());
}

TEST(IntervalTriggers, FindsThoseOfTheGreatestValue) {
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    Triggers triggers;
    const std::vector<Interval> set{{greatest, greatest}};
    triggers.add(set, std::vector{RuleId{0}, RuleId{1}});
    triggers.seal();
    EXPECT_EQ(found_at(triggers, greatest), (std::set{RuleId{0}, RuleId{1}}));
    EXPECT_TRUE(found_at(triggers, greatest - 1).empty());
}

TEST(IntervalTriggers, AgreesWithAskingEverySet) {
    std::mt19937 random(7);
    const auto below = [&](unsigned limit) { return static_cast<std::int64_t>(random() % limit); };
    Triggers triggers;
    std::vector<std::vector<Interval>> sets(20);
    for (std::size_t i = 0; i < sets.size(); ++i) {
        for (std::int64_t at = below(30); at < 200; at += 1 + below(40)) {
            const std::int64_t last = at + below(10);
            sets[i].push_back({at, last});
            at = last;
        }
        triggers.add(sets[i], std::vector{RuleId{static_cast<std::uint32_t>(i)}});
    }
    triggers.seal();
    for (std::int64_t value = -1; value < 230; ++value) {
        std::set<RuleId> expected;
        for (std::size_t i = 0; i < sets.size(); ++i) {
            if (std::any_of(sets[i].begin(), sets[i].end(), [&](const Interval& part) {
                    return part.first <= value && value <= part.last;
                })) {
                expected.insert(RuleId{static_cast<std::uint32_t>(i)});
            }
        }
        EXPECT_EQ(found_at(triggers, value), expected) << value;
    }
}

}  // namespace
}  // namespace cordon

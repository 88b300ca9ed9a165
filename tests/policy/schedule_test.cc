#include "sim/policy/schedule.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

constexpr Duration ns{1};
constexpr Duration hour = std::chrono::hours{1};

/// A policy whose one rule draws anew by the hour.
Policy hourly() {
    Rule rule;
    rule.name = "hourly";
    rule.per = {PerKey::hour};
    Policy policy;
    policy.rules.push_back(std::move(rule));
    return policy;
}

class Hourly : public ::testing::Test {
protected:
    /// How often something changed up to `now`.
    std::uint32_t changes(Time now) {
        schedule.advance(now);
        return schedule.epoch();
    }
    const Policy policy = hourly();
    Schedule schedule{policy, 1};
};

TEST_F(Hourly, ChangesAsEachHourBegins) {
    const std::uint32_t before = changes(Time{} - hour);
    EXPECT_EQ(changes(Time{} - ns), before);
    EXPECT_EQ(changes(Time{}), before + 1);
    EXPECT_EQ(changes(Time{} + hour - ns), before + 1);
    EXPECT_EQ(changes(Time{} + hour), before + 2);
}

TEST_F(Hourly, RestsInTheLastHourThatThereIs) {
    const std::uint32_t before = changes(Time::max() - ns - ns);
    EXPECT_EQ(changes(Time::max() - ns), before);
    const std::uint32_t last = changes(Time::max());
    EXPECT_EQ(changes(Time::max()), last);
    EXPECT_EQ(changes(Time::max()), last);
}

TEST_F(Hourly, RestsInTheFirst) {
    const std::uint32_t first = changes(Time::min());
    EXPECT_EQ(changes(Time::min()), first);
    EXPECT_EQ(changes(Time::min() + ns), first);
    EXPECT_EQ(changes(Time::min() + hour), first + 1);
}

}  // namespace
}  // namespace cordon

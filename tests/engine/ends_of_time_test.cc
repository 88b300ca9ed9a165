// Captures may state any time that 64 bits of nanoseconds hold, also before 1970: sums of times
// stop at the end, and a wall does there what it does elsewhere.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

const std::string large(150, 'x');

std::string when_large(const std::string& more) {
    return policy_of("  - rule: large\n    when: udp.len > 100\n    then: drop\n    " + more);
}

class AnyTime : public ::testing::TestWithParam<Time> {
protected:
    AnyTime() { scene.begins(GetParam()); }
    Scene scene;
    const Scene::Ends other_port{.client_port = 40'001};
};

TEST_P(AnyTime, AResidualLasts) {
    const auto trigger = scene.datagram({}, large);
    const auto at_once = scene.datagram(other_port, "x");
    const auto later = scene.at(GetParam() < Time::max() ? 1ns : 0ns).datagram({}, "x");
    const auto run = scene.judged_by(
        when_large("for: { residual: { key: 2-tuple, last: 1 h, renew: true } }\n"));
    EXPECT_EQ(run.fate.at(trigger), "large: drop");
    EXPECT_EQ(run.fate.at(at_once), "large: drop");
    EXPECT_EQ(run.fate.at(later), "large: drop");
}

TEST_P(AnyTime, AnActThatIsLateWaits) {
    const auto trigger = scene.datagram({}, large);
    const auto at_once = scene.datagram({}, "x");
    const auto run = scene.judged_by(when_large("after: 10 s\n"));
    EXPECT_EQ(run.fate.at(trigger), "pass");
    EXPECT_EQ(run.fate.at(at_once), "pass");
}

INSTANTIATE_TEST_SUITE_P(AtAndNearTheEnds, AnyTime,
                         ::testing::Values(Time::max(), Time::max() - 1ns, Time::max() - 1h,
                                           time_from_ns(0), time_from_ns(-1), Time::min() + 1ns,
                                           Time::min()));

TEST(Before1970, AResidualExpires) {
    Scene scene;
    scene.begins(Time{} - 30min).datagram({}, large);
    const auto last = scene.at(1h - 1ns).datagram({.client_port = 40'001}, "x");
    const auto free = scene.at(1h).datagram({.client_port = 40'002}, "x");
    const auto run =
        scene.judged_by(when_large("for: { residual: { key: 2-tuple, last: 1 h } }\n"));
    EXPECT_EQ(run.fate.at(last), "large: drop");
    EXPECT_EQ(run.fate.at(free), "pass");
}

TEST(Before1970, AnActBeginsLate) {
    Scene scene;
    scene.begins(Time{} - 5s).datagram({}, large);
    const auto early = scene.at(10s - 1ns).datagram({}, "x");
    const auto late = scene.at(10s).datagram({}, "x");
    const auto run = scene.judged_by(when_large("after: 10 s\n"));
    EXPECT_EQ(run.fate.at(early), "pass");
    EXPECT_EQ(run.fate.at(late), "large: drop");
}

class Age : public ::testing::TestWithParam<Time> {};

TEST_P(Age, IsReachedAtItsTime) {
    Scene scene;
    scene.begins(GetParam()).datagram({}, "x");
    const auto young = scene.at(10s - 1ns).datagram({}, "x");
    const auto old = scene.at(10s).datagram({}, "x");
    const auto run =
        scene.judged_by(policy_of("  - { rule: old, when: flow.age >= 10 s, then: drop }\n"));
    EXPECT_EQ(run.fate.at(young), "pass");
    EXPECT_EQ(run.fate.at(old), "old: drop");
}

INSTANTIATE_TEST_SUITE_P(AtAndNearTheEnds, Age,
                         ::testing::Values(Time::max() - 10s, Time{} - 5s, Time{} - 1h,
                                           Time::min()));

/// What a rule makes of packets at the two last moments. They lie 16.85 s behind a whole minute.
std::vector<std::uint64_t> taken_at_the_end(const std::string& active) {
    Scene scene;
    scene.begins(Time::max() - 1ns).datagram({}, "x");
    scene.at(1ns).datagram({}, "x");
    return scene
        .judged_by(policy_of("  - { rule: pulse, then: drop, active: { " + active + " } }\n"))
        .touched();
}

TEST(Cycle, GoesOnToTheEndOfTime) {
    EXPECT_EQ(taken_at_the_end("every: 60 s, lasts: 16 s"), std::vector<std::uint64_t>());
    EXPECT_EQ(taken_at_the_end("every: 60 s, lasts: 17 s"), (std::vector<std::uint64_t>{1, 2}));
}

TEST(Cycle, CountsFromAPhaseThatBeganLongAgo) {
    Scene scene;  // in 2017: more than 64 bits of nanoseconds behind
    const auto on = scene.at(20s - 1ns).datagram({}, "x");
    const auto off = scene.at(20s).datagram({}, "x");
    const auto run = scene.judged_by(policy_of(R"(
  - rule: pulse
    then: drop
    in: [long]
    active: { every: 60 s, lasts: 20 s }
)",
                                               "phases:\n  long: { from: 1700-01-01T00:00Z, to: "
                                               "2262-01-01T00:00Z }\n"));
    EXPECT_EQ(run.fate.at(on), "pulse: drop");
    EXPECT_EQ(run.fate.at(off), "pass");
}

}  // namespace
}  // namespace cordon::test

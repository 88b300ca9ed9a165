// Whatever the policy says, the engine does what DESIGN.md section 4 says, and what it leaves out
// makes no difference: Scene judges each of these also with every rule of every flow followed, and
// without reports; and in spans of one.
#include "tests/engine/any_policy.hh"

#include <gtest/gtest.h>

#include "tests/engine/plain_judge.hh"

namespace cordon::test {
namespace {

TEST(AnyPolicy, IsCarriedOutTheSameTheLongWayAndTheShort) {
    std::size_t touched = 0;
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        const std::string policy = AnyPolicy(seed).text();
        const Scene scene = any_talk(seed);
        const auto run = scene.judged_by(policy, 64, seed);
        EXPECT_EQ(run.packets, scene.judged_by(policy, 1, seed).packets);
        touched += run.touched().size();
        ASSERT_FALSE(HasFailure()) << "seed " << seed << "\n" << policy;
    }
    EXPECT_GT(touched, 10'000U);  // the policies do something
}

TEST(AnyPolicy, DecidesAsItIsWritten) {
    // Flows that end are left to the flow stage: none is forgotten here.
    constexpr Duration never = 10h;
    constexpr FlowTimeouts timeouts{never, never, never, never, never, never, never, never};
    std::size_t dropped = 0, alerts = 0;
    for (std::uint32_t seed = 0; seed < 600; ++seed) {
        const std::string text = AnyPolicy(seed, AnyPolicy::Acts::plain).text();
        const Policy policy = policy_from(text);
        const Scene scene = any_talk(seed);
        Engine engine(policy, {.seed = seed, .timeouts = timeouts});
        const auto run = scene.judged_by(engine, policy);
        const auto plain = PlainJudge(policy, seed).judge(scene.arrivals());
        EXPECT_EQ(run.fate, plain.fate);
        EXPECT_EQ(run.alerts, plain.alerts);
        dropped += run.touched().size();
        alerts += run.alerts.size();
        ASSERT_FALSE(HasFailure()) << "seed " << seed << "\n" << text;
    }
    EXPECT_GT(dropped, 10'000U);  // the policies do something
    EXPECT_GT(alerts, 5'000U);
}

}  // namespace
}  // namespace cordon::test

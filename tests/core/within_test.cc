#include "sim/core/within.hh"

#include <gtest/gtest.h>

#include "sim/core/crowd.hh"
#include "tests/core/hand_scheduler.hh"

namespace cordon::test {
namespace {

Time at_ms(int ms) {
    return time_from_ns(ms * std::int64_t{1'000'000});
}

/// Counts itself as long as it is there.
class Presence {
public:
    explicit Presence(int& count) : count_(&count) { ++count; }
    Presence(const Presence&) = delete;
    Presence& operator=(const Presence&) = delete;
    ~Presence() { --*count_; }

private:
    int* count_;
};

Task<int> give_at(Scheduler& scheduler, Time when, int& present) {
    const Presence presence(present);
    co_await Sleep(scheduler, when);
    co_return 7;
}

Task<void> wait_until(Scheduler& scheduler, Time when) {
    co_await Sleep(scheduler, when);
}

TEST(Within, GivesWhatCameBeforeTheDeadline) {
    HandScheduler scheduler;
    int present = 0;
    auto task = within(scheduler, at_ms(10), give_at(scheduler, at_ms(9), present));
    task.start();
    scheduler.run_to(9);
    ASSERT_TRUE(task.done());
    EXPECT_EQ(task.result(), 7);
}

TEST(Within, EndsTheScriptAtTheDeadline) {
    HandScheduler scheduler;
    int present = 0;
    auto task = within(scheduler, at_ms(10), give_at(scheduler, at_ms(11), present));
    task.start();
    scheduler.run_to(9);
    EXPECT_EQ(present, 1);
    scheduler.run_to(10);
    ASSERT_TRUE(task.done());
    EXPECT_FALSE(task.result());
    task = {};
    EXPECT_EQ(present, 0);
    EXPECT_EQ(scheduler.waiting(), 0U);
}

TEST(Within, SaysWhetherAScriptThatGivesNothingEnded) {
    HandScheduler scheduler;
    auto in_time = within(scheduler, at_ms(10), wait_until(scheduler, at_ms(5)));
    auto late = within(scheduler, at_ms(10), wait_until(scheduler, at_ms(15)));
    in_time.start();
    late.start();
    scheduler.run_to(20);
    EXPECT_TRUE(in_time.result());
    EXPECT_FALSE(late.result());
}

TEST(Within, NeedsNoTimeForAScriptThatDoesNotWait) {
    HandScheduler scheduler;
    auto task = within(scheduler, at_ms(10), wait_until(scheduler, at_ms(0)));
    task.start();
    ASSERT_TRUE(task.done());
    EXPECT_TRUE(task.result());
}

TEST(Crowd, EndsWhoStillWaitsWhenItGoes) {
    HandScheduler scheduler;
    {
        Crowd crowd;
        for (int ms = 0; ms < 200; ++ms) crowd.add(wait_until(scheduler, at_ms(ms)));
        EXPECT_EQ(crowd.size(), 199U);  // one did not wait
        scheduler.run_to(150);
        for (int i = 0; i < 300; ++i) crowd.add(wait_until(scheduler, at_ms(1'000)));
        EXPECT_LT(crowd.size(), 350U);  // those that ended are cleared away
    }
    EXPECT_EQ(scheduler.waiting(), 0U);
}

}  // namespace
}  // namespace cordon::test

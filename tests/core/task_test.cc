#include "sim/core/task.hh"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/core/notice.hh"
#include "tests/core/hand_scheduler.hh"

namespace cordon::test {
namespace {

using namespace std::chrono_literals;
using Story = std::vector<std::string>;

Time at(int ms) {
    return time_from_ns(ms * std::int64_t{1'000'000});
}

Task<int> add_later(Scheduler& clock, int a, int b) {
    co_await Sleep(clock, clock.now() + 10ms);
    co_return a + b;
}

Task<> tell_sum(Scheduler& clock, Story& story) {
    const int sum = co_await add_later(clock, 1, 2);
    const int more = co_await add_later(clock, sum, 10);
    story.push_back(std::to_string(more));
}

Task<> wait_for(Notice& notice, std::optional<Time> deadline, std::string name, Story& story) {
    const bool notified = co_await notice.wait(deadline);
    story.push_back(name + (notified ? " told" : " too late"));
}

/// Says when it is destroyed.
class Farewell {
public:
    explicit Farewell(Story& story) : story_(&story) {}
    Farewell(const Farewell&) = delete;
    Farewell& operator=(const Farewell&) = delete;
    ~Farewell() { story_->push_back("farewell"); }

private:
    Story* story_;
};

Task<> inner(Notice& notice, Story& story) {
    const Farewell farewell(story);
    static_cast<void>(co_await notice.wait(at(50)));
    story.push_back("never");
}

Task<> outer(Notice& notice, Story& story) {
    co_await inner(notice, story);
}

TEST(Task, BeginsWhenStartedOrAwaitedAndGivesItsResult) {
    HandScheduler clock;
    Story story;
    Task<> task = tell_sum(clock, story);
    EXPECT_EQ(clock.waiting(), 0U);
    task.start();
    clock.run_to(19);
    EXPECT_FALSE(task.done());
    clock.run_to(20);
    EXPECT_TRUE(task.done());
    EXPECT_EQ(story, (Story{"13"}));
}

TEST(Task, GivesAResultWhenNobodyAwaitsIt) {
    HandScheduler clock;
    Task<int> task = add_later(clock, 3, 4);
    task.start();
    clock.run_to(10);
    ASSERT_TRUE(task.done());
    EXPECT_EQ(task.result(), 7);
}

TEST(Task, DestroyedWhereItWaitsEndsAllThatItAwaitsAndItsTimers) {
    HandScheduler clock;
    Notice notice(clock);
    Story story;
    {
        Task<> task = outer(notice, story);
        task.start();
        EXPECT_EQ(clock.waiting(), 1U);
    }
    EXPECT_EQ(story, (Story{"farewell"}));
    EXPECT_EQ(clock.waiting(), 0U);
    notice.notify();
    clock.run_to(100);
    EXPECT_EQ(story, (Story{"farewell"}));
}

TEST(Task, DestroyedBetweenTheNoticeAndItsTurnDoesNotGoOn) {
    HandScheduler clock;
    Notice notice(clock);
    Story story;
    {
        Task<> task = outer(notice, story);
        task.start();
        notice.notify();
    }
    clock.run_to(100);
    EXPECT_EQ(story, (Story{"farewell"}));
}

TEST(Sleep, InThePastDoesNotWait) {
    HandScheduler clock;
    clock.run_to(5);
    const auto sleep = [](Scheduler& scheduler) -> Task<> { co_await Sleep(scheduler, at(5)); };
    Task<> task = sleep(clock);
    task.start();
    EXPECT_TRUE(task.done());
}

TEST(Notice, WakesAllWhoWaitInTheirOrderAfterThePresentEvent) {
    HandScheduler clock;
    Notice notice(clock);
    Story story;
    Task<> first = wait_for(notice, std::nullopt, "first", story);
    Task<> second = wait_for(notice, at(100), "second", story);
    first.start();
    second.start();
    notice.notify();
    EXPECT_TRUE(story.empty());
    clock.run_to(0);
    EXPECT_EQ(story, (Story{"first told", "second told"}));
    clock.run_to(200);
    EXPECT_EQ(story.size(), 2U);
}

TEST(Notice, AtTheDeadlineItIsTooLateAndOneTickBeforeItIsNot) {
    HandScheduler clock;
    Notice notice(clock);
    Story story;
    Task<> task = wait_for(notice, at(10), "a", story);
    task.start();
    clock.run_to(9);
    EXPECT_TRUE(story.empty());
    clock.run_to(10);
    EXPECT_EQ(story, (Story{"a too late"}));
    notice.notify();
    EXPECT_EQ(clock.waiting(), 0U);
}

TEST(Notice, DeadlineInThePastIsTooLateAtOnce) {
    HandScheduler clock;
    clock.run_to(20);
    Notice notice(clock);
    Story story;
    Task<> task = wait_for(notice, at(20), "a", story);
    task.start();
    EXPECT_EQ(story, (Story{"a too late"}));
}

TEST(Notice, GoneBeforeThoseWhoWaitLeavesThemTheirDeadline) {
    HandScheduler clock;
    Story story;
    auto notice = std::make_unique<Notice>(clock);
    Task<> task = wait_for(*notice, at(10), "a", story);
    task.start();
    notice.reset();
    clock.run_to(10);
    EXPECT_EQ(story, (Story{"a too late"}));
}

}  // namespace
}  // namespace cordon::test

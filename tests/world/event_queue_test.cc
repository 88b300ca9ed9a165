#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/core/keyed_random.hh"
#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

/// Writes down when it was called.
struct Called final : EventTarget {
    Called(EventQueue& at, std::vector<int>& into, int as) : queue(&at), calls(&into), name(as) {}
    void on_event() override {
        calls->push_back(name);
        times.push_back(queue->now());
    }
    EventQueue* queue;
    std::vector<int>* calls;
    int name;
    std::vector<Time> times;
};

TEST(EventQueue, CallsInOrderOfTimeThenOfAsking) {
    EventQueue queue(start);
    std::vector<int> calls;
    Called a(queue, calls, 1), b(queue, calls, 2), c(queue, calls, 3);
    queue.call_at(start + seconds(2), a);
    queue.call_at(start + seconds(1), b);
    queue.call_at(start + seconds(2), c);
    queue.call_at(start + seconds(1), c);
    queue.run_until(start + seconds(3));
    EXPECT_EQ(calls, (std::vector{2, 3, 1, 3}));
    EXPECT_EQ(queue.now(), start + seconds(3));
}

TEST(EventQueue, ForgetsWhatIsCancelled) {
    EventQueue queue(start);
    std::vector<int> calls;
    Called a(queue, calls, 1);
    const TimerId soon = queue.call_at(start, a);
    const TimerId later = queue.call_at(start + milliseconds(5), a);
    const TimerId far = queue.call_at(start + seconds(50), a);
    for (const TimerId timer : {soon, later, far}) queue.cancel(timer);
    for (const TimerId timer : {soon, later, far}) queue.cancel(timer);
    queue.cancel(TimerId::none);
    EXPECT_EQ(queue.next(), std::nullopt);
    EXPECT_EQ(queue.pending(), 0U);
}

TEST(EventQueue, TimesThatHavePassedMeanNow) {
    EventQueue queue(start);
    std::vector<int> calls;
    Called a(queue, calls, 1);
    queue.call_at(start - seconds(1), a);
    queue.run_until(start);
    EXPECT_EQ(a.times, std::vector{start});
}

/// Held to a sorted list: many times of all distances, some cancelled, some asked for from within.
TEST(EventQueue, AgreesWithASortedList) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        EventQueue queue(start);
        struct Asked final : EventTarget {
            void on_event() override { order->push_back(number); }
            std::vector<int>* order = nullptr;
            int number = 0;
        };
        std::vector<Asked> asked(3'000);
        std::vector<std::pair<Time, int>> expected;
        std::vector<int> order;
        Time last = start;
        for (int i = 0; i < 3'000; ++i) {
            const auto n = static_cast<std::uint64_t>(i);
            const KeyedRandom draw = KeyedRandom(seed, "queue test").mix(n);
            // From nanoseconds to hours.
            const std::uint64_t bits = draw.bits();
            const Duration ahead{(bits >> 8U) % (std::uint64_t{1} << bits % 44)};
            auto& one = asked[n];
            one.order = &order;
            one.number = i;
            const Time at = queue.now() + ahead;
            const TimerId timer = queue.call_at(at, one);
            if (bits >> 60U == 0) {
                queue.cancel(timer);
            } else {
                expected.emplace_back(at, i);
            }
            if (bits >> 59U == 31) queue.run_until(queue.now() + Duration{bits % 100'000'000});
            last = std::max(last, at);
        }
        std::stable_sort(expected.begin(), expected.end(),
                         [](const auto& x, const auto& y) { return x.first < y.first; });
        queue.run_until(last);
        ASSERT_EQ(order.size(), expected.size()) << seed;
        for (std::size_t i = 0; i < order.size(); ++i) {
            ASSERT_EQ(order[i], expected[i].second) << seed;
        }
    }
}

}  // namespace
}  // namespace cordon::test

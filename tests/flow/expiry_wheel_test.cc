#include "sim/flow/expiry_wheel.hh"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace cordon {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Time start = time_from_ns(1'500'000'000'000'000'000);

// Flows with deadlines that packets move, and the order in which they were reported.
class Expiry : public testing::Test {
protected:
    void opens(std::uint32_t flow, Time deadline) {
        deadlines[flow] = deadline;
        wheel.place(flow, deadline);
    }
    void is_seen(std::uint32_t flow, Time deadline) { deadlines[flow] = deadline; }
    std::vector<std::uint32_t> advance(Time now) {
        std::vector<std::uint32_t> expired;
        wheel.advance(
            now, [&](std::uint32_t flow) { return deadlines.at(flow); },
            [&](std::uint32_t flow) { expired.push_back(flow); });
        return expired;
    }
    std::optional<std::uint32_t> soonest(Time now) {
        return wheel.soonest(now, [&](std::uint32_t flow) { return deadlines.at(flow); });
    }

    using Flows = std::vector<std::uint32_t>;
    std::map<std::uint32_t, Time> deadlines;
    ExpiryWheel wheel;
};

TEST_F(Expiry, ReportsAFlowAtItsDeadlineAndNotBefore) {
    opens(1, start + seconds{60});
    EXPECT_EQ(advance(start + seconds{60} - nanoseconds{1}), Flows{});
    EXPECT_EQ(advance(start + seconds{60}), Flows{1});
    EXPECT_EQ(wheel.size(), 0U);
    EXPECT_EQ(wheel.next_due(), std::nullopt);
}

TEST_F(Expiry, ReportsADeadlineBetweenTicksAtTheNextTick) {
    opens(1, start + nanoseconds{1});
    EXPECT_EQ(advance(start + seconds{1} - nanoseconds{1}), Flows{});
    EXPECT_EQ(advance(start + seconds{1}), Flows{1});
}

TEST_F(Expiry, GivesAFlowThatWasSeenItsNewDeadline) {
    opens(1, start + seconds{60});
    is_seen(1, start + seconds{100});
    EXPECT_EQ(advance(start + seconds{99}), Flows{});
    EXPECT_EQ(advance(start + seconds{100}), Flows{1});
}

TEST_F(Expiry, ReportsByTickThenInTheOrderOfPlacing) {
    opens(1, start + seconds{20});
    opens(2, start + seconds{10});
    opens(3, start + seconds{20});
    opens(4, start + seconds{5});
    is_seen(4, start + seconds{20});
    EXPECT_EQ(advance(start + hours{1}), (Flows{2, 1, 3, 4}));
}

TEST_F(Expiry, PlacesAnEntryAgainWhenTheLimitShrinks) {
    opens(1, start + hours{1});
    opens(1, start + seconds{30});
    EXPECT_EQ(wheel.size(), 1U);
    EXPECT_EQ(advance(start + seconds{30}), Flows{1});
    EXPECT_EQ(advance(start + hours{2}), Flows{});
}

TEST_F(Expiry, ForgetsARemovedFlow) {
    opens(1, start + seconds{60});
    opens(2, start + seconds{60});
    wheel.remove(1);
    wheel.remove(1);
    wheel.remove(99);
    EXPECT_EQ(advance(start + hours{1}), Flows{2});
}

TEST_F(Expiry, ReportsAPassedDeadlineAtTheNextTick) {
    EXPECT_EQ(advance(start), Flows{});
    opens(1, start - hours{1});
    EXPECT_EQ(wheel.next_due(), start + seconds{1});
    EXPECT_EQ(advance(start), Flows{});
    EXPECT_EQ(advance(start + seconds{1}), Flows{1});
}

TEST_F(Expiry, DoesNothingWhenTimeGoesBack) {
    opens(1, start + seconds{60});
    EXPECT_EQ(advance(start + seconds{30}), Flows{});
    EXPECT_EQ(advance(Time::min()), Flows{});
    EXPECT_EQ(advance(start + seconds{59}), Flows{});
    EXPECT_EQ(advance(start + seconds{60}), Flows{1});
}

TEST_F(Expiry, SurvivesTheEndsOfTime) {
    opens(1, Time::min());
    opens(2, time_from_ns(0));
    opens(3, Time::max());
    EXPECT_EQ(advance(Time::min() + seconds{2}), Flows{1});
    EXPECT_EQ(advance(Time::max() - seconds{2}), Flows{2});
    opens(4, Time::min());
    EXPECT_EQ(advance(Time::max()), Flows{4});
    EXPECT_EQ(wheel.size(), 1U);  // the tick after 3's deadline lies beyond the end of time
}

TEST_F(Expiry, LetsExpireCloseAndOpenOtherFlows) {
    opens(1, start + seconds{10});
    opens(2, start + seconds{10});
    opens(3, start + seconds{10});
    Flows expired;
    wheel.advance(
        start + seconds{20}, [&](std::uint32_t flow) { return deadlines.at(flow); },
        [&](std::uint32_t flow) {
            expired.push_back(flow);
            wheel.remove(2);
            if (flow == 1) opens(4, start);
        });
    EXPECT_EQ(expired, (Flows{1, 3, 4}));
}

TEST_F(Expiry, SaysWhenItIsNextDueNeverTooLate) {
    advance(start);
    opens(1, start + seconds{40'000});
    int calls = 0;
    for (Time now = start; wheel.next_due(); ++calls) {
        ASSERT_GE(*wheel.next_due(), now);
        now = *wheel.next_due();
        ASSERT_TRUE(wheel.is_due(now));
        ASSERT_LE(now, start + seconds{40'000});
        EXPECT_EQ(advance(now).empty(), now < start + seconds{40'000});
    }
    EXPECT_LE(calls, 6);  // one a level
    EXPECT_FALSE(wheel.is_due(start + hours{100}));
}

TEST_F(Expiry, GivesUpTheFlowWhoseDeadlineComesFirst) {
    advance(start);
    opens(1, start + hours{1});
    opens(2, start + seconds{60});
    opens(3, start + seconds{30});
    EXPECT_EQ(soonest(start), 3U);
    is_seen(3, start + seconds{90});
    EXPECT_EQ(soonest(start), 2U);
    is_seen(2, start + hours{2});
    is_seen(3, start + hours{2});
    EXPECT_EQ(soonest(start), 1U);
    EXPECT_EQ(wheel.size(), 3U);
}

TEST_F(Expiry, GivesUpNothingWhenThereIsNothing) {
    EXPECT_EQ(soonest(start), std::nullopt);
}

TEST_F(Expiry, GivesUpTheFirstPlacedOfOneSecond) {
    advance(start);
    for (std::uint32_t flow = 9; flow > 0; --flow) opens(flow, start + seconds{5});
    EXPECT_EQ(soonest(start + seconds{4}), 9U);
    wheel.remove(9);
    EXPECT_EQ(soonest(start + seconds{4}), 8U);
}

TEST_F(Expiry, ReportsOnceWhatWasPlacedManyTimes) {
    for (std::uint32_t i = 0; i < 20'000; ++i) {  // each leaves its predecessor behind
        opens(i % 7, start + seconds{5000 - i % 1000});
    }
    EXPECT_EQ(wheel.size(), 7U);
    EXPECT_EQ(advance(start + hours{2}), (Flows{0, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(wheel.next_due(), std::nullopt);
}

TEST_F(Expiry, ForgetsWhatWasRemovedThoughItsPlaceIsUsedAgain) {
    opens(1, start + seconds{60});
    wheel.remove(1);
    opens(1, start + seconds{90});
    EXPECT_EQ(advance(start + seconds{60}), Flows{});
    EXPECT_EQ(advance(start + seconds{90}), Flows{1});
}

// The wheel as a list that is searched.
class NaiveExpiry {
public:
    void place(std::uint32_t flow, std::int64_t deadline_ns) { deadlines_[flow] = deadline_ns; }
    void remove(std::uint32_t flow) { deadlines_.erase(flow); }
    // Flows whose first tick at or after the deadline has come.
    std::vector<std::uint32_t> advance(std::int64_t now_ns) {
        std::vector<std::uint32_t> expired;
        for (const auto& [flow, deadline] : deadlines_) {
            if (tick_after(deadline) <= now_ns) expired.push_back(flow);
        }
        for (const std::uint32_t flow : expired) deadlines_.erase(flow);
        return expired;
    }
    [[nodiscard]] const std::map<std::uint32_t, std::int64_t>& flows() const { return deadlines_; }

private:
    static std::int64_t tick_after(std::int64_t ns) {
        constexpr std::int64_t tick = 1'000'000'000;
        return (ns + tick - 1) / tick * tick;
    }
    std::map<std::uint32_t, std::int64_t> deadlines_;
};

TEST_F(Expiry, AgreesWithASearchedListOnRandomFlows) {
    std::mt19937_64 random(13);
    NaiveExpiry naive;
    std::int64_t now = to_ns(start);
    const auto limit = [&] {  // seconds to hours, now and then years
        return static_cast<std::int64_t>(random() % (std::uint64_t{1} << (30 + random() % 27)));
    };
    for (int step = 0; step < 40'000; ++step) {
        const auto flow = static_cast<std::uint32_t>(random() % 200);
        const std::int64_t deadline = now + limit();
        if (naive.flows().count(flow) == 0) {
            opens(flow, time_from_ns(deadline));
            naive.place(flow, deadline);
        } else if (random() % 8 == 0) {
            wheel.remove(flow);
            naive.remove(flow);
        } else if (deadline > naive.flows().at(flow)) {
            is_seen(flow, time_from_ns(deadline));
            naive.place(flow, deadline);
        }
        now += limit() / (random() % 100 == 0 ? 1 : 1000);
        ASSERT_LT(now, 9'000'000'000'000'000'000);
        Flows expired;
        if (wheel.is_due(time_from_ns(now))) expired = advance(time_from_ns(now));
        std::sort(expired.begin(), expired.end());
        ASSERT_EQ(expired, naive.advance(now)) << "step " << step;
        ASSERT_EQ(wheel.size(), naive.flows().size());
    }
}

TEST_F(Expiry, ReportsInOneOrderHoweverOftenItIsAsked) {
    std::mt19937 random(17);
    ExpiryWheel other;
    Flows often, seldom;
    const auto deadline_of = [&](std::uint32_t flow) { return deadlines.at(flow); };
    for (int step = 1; step < 3000; ++step) {
        const auto flow = static_cast<std::uint32_t>(step);
        const Time now = start + std::chrono::milliseconds{step * 700};
        opens(flow, now + seconds{1 + random() % 5000});
        other.place(flow, deadlines[flow]);
        wheel.advance(now, deadline_of, [&](std::uint32_t f) { often.push_back(f); });
        if (other.is_due(now) && step % 16 == 0) {
            other.advance(now, deadline_of, [&](std::uint32_t f) { seldom.push_back(f); });
        }
    }
    wheel.advance(start + hours{10}, deadline_of, [&](std::uint32_t f) { often.push_back(f); });
    other.advance(start + hours{10}, deadline_of, [&](std::uint32_t f) { seldom.push_back(f); });
    EXPECT_EQ(often.size(), 2999U);
    EXPECT_EQ(often, seldom);
}

}  // namespace
}  // namespace cordon

#include <gtest/gtest.h>

#include "tests/world/two_hosts.hh"

namespace cordon::test {
namespace {

KeyedRandom key() {
    return KeyedRandom(1, "link test");
}

Time after(Duration time) {
    return start + time;
}

TEST(Link, TakesThePacketsTimeAndTheWaysTime) {
    const LinkConfig config{.rate = BitRate{1'000'000}, .delay = milliseconds(30)};
    Link link(config, key());
    EXPECT_EQ(link.send(start, 1'000), after(milliseconds(38)));
    // One behind waits for the one ahead.
    EXPECT_EQ(link.send(after(milliseconds(1)), 500), after(milliseconds(42)));
    EXPECT_EQ(link.send(after(milliseconds(100)), 500), after(milliseconds(134)));
}

TEST(Link, DoesNotDriftOverManyPackets) {
    // 40 bytes at 3 bit/s: 106 s and two thirds, which no nanosecond divides.
    const LinkConfig config{.rate = BitRate{3}};
    Link link(config, key());
    std::optional<Time> arrival;
    for (int i = 0; i < 3'000; ++i) arrival = link.send(start, 40);
    EXPECT_EQ(arrival, after(seconds(320'000)));
}

TEST(Link, DropsWhatDoesNotFitIntoItsQueueOfBytes) {
    const LinkConfig config{.rate = BitRate{8'000}, .queue_bytes = 2'500};
    Link link(config, key());
    EXPECT_TRUE(link.send(start, 1'000));
    EXPECT_TRUE(link.send(start, 1'000));
    EXPECT_FALSE(link.send(start, 501));
    EXPECT_TRUE(link.send(start, 500));
    EXPECT_FALSE(link.send(after(milliseconds(1)), 500));
    EXPECT_TRUE(link.send(after(milliseconds(500)), 500));
    EXPECT_EQ(link.counts().queue_full, 2U);
}

TEST(Link, TakesAPacketLargerThanItsQueueWhenIdle) {
    const LinkConfig config{.rate = BitRate{8'000}, .queue_bytes = 100};
    Link link(config, key());
    EXPECT_TRUE(link.send(start, 1'500));
    EXPECT_FALSE(link.send(start, 10));
}

TEST(Link, NeverReordersHoweverMuchItJitters) {
    const LinkConfig config{.delay = milliseconds(10), .jitter = milliseconds(40)};
    Link link(config, key());
    Time last = start;
    Duration most{};
    for (int i = 0; i < 10'000; ++i) {
        const Time sent = after(milliseconds(i));
        const Time arrival = link.send(sent, 100).value();
        EXPECT_GE(arrival, last);
        EXPECT_GE(arrival - sent, milliseconds(10));
        most = std::max(most, arrival - sent);
        last = arrival;
    }
    EXPECT_GT(most, milliseconds(49));
    EXPECT_LE(most, milliseconds(50));
}

double lost_share(const LossConfig& loss) {
    const LinkConfig config{.loss = loss};
    Link link(config, key());
    constexpr int packets = 200'000;
    int lost = 0;
    for (int i = 0; i < packets; ++i) lost += link.send(start, 100) ? 0 : 1;
    return static_cast<double>(lost) / packets;
}

TEST(Link, LosesTheShareItIsTold) {
    EXPECT_NEAR(lost_share({.independent = Share{20'000}}), 0.02, 0.001);
    // In bursts of 4 packets in the mean, which make up a tenth of all; half is lost in them.
    EXPECT_NEAR(lost_share({.bursts = LossConfig::Bursts{.begin = Share{27'778},
                                                         .end = Share{250'000},
                                                         .lost = Share{500'000}}}),
                0.05, 0.004);
}

TEST(Link, LosesInBurstsWhenTold) {
    const LinkConfig config{
        .loss = {.bursts = LossConfig::Bursts{.begin = Share{10'000}, .end = Share{100'000}}}};
    Link link(config, key());
    int bursts = 0, lost = 0;
    bool before = false;
    for (int i = 0; i < 200'000; ++i) {
        const bool gone = !link.send(start, 100);
        bursts += gone && !before ? 1 : 0;
        lost += gone ? 1 : 0;
        before = gone;
    }
    EXPECT_NEAR(static_cast<double>(lost) / bursts, 10, 0.5);
}

TEST(Link, DrawsByTheOrdinalOfThePacketAlone) {
    const LinkConfig config{.loss = {.independent = Share{300'000}}};
    Link one(config, key()), other(config, key());
    for (int i = 0; i < 1'000; ++i) {
        // Sizes and times differ; what is lost does not.
        const bool first = one.send(after(milliseconds(i)), 100).has_value();
        const bool second = other.send(after(seconds(i)), 1'500).has_value();
        EXPECT_EQ(first, second);
    }
}

}  // namespace
}  // namespace cordon::test

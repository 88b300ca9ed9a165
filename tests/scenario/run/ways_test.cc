#include "sim/scenario/run/ways.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

Way way_with(std::uint32_t loss_permille, std::uint32_t burst = 1) {
    Way way;
    way.up.rate = way.down.rate = BitRate{8'000'000};
    way.down.loss = Share{loss_permille * 1'000};
    way.delay = std::chrono::milliseconds{30};
    way.queue = std::chrono::milliseconds{100};
    way.burst = burst;
    return way;
}

TEST(Ways, QueueSoLongAtTheirRate) {
    const LinkConfig link = link_of(way_with(0), Direction::down, 0);
    EXPECT_EQ(link.queue_bytes, 100'000U);
    EXPECT_EQ(link.delay, std::chrono::milliseconds{30});
}

TEST(Ways, NeverHaveAQueueTooShortForAPacket) {
    Way slow = way_with(0);
    slow.down.rate = BitRate{8'000};
    EXPECT_GE(link_of(slow, Direction::down, 0).queue_bytes.value(), 1'500U);
}

TEST(Ways, LoseInOneDirectionWhatThatOneLoses) {
    EXPECT_EQ(link_of(way_with(10), Direction::down, 0).loss.independent.millionths, 10'000U);
    EXPECT_EQ(link_of(way_with(10), Direction::up, 0).loss.independent.millionths, 0U);
}

TEST(Ways, LoseAsMuchInBurstsAsWithout) {
    const auto bursts = link_of(way_with(50, 5), Direction::down, 0).loss.bursts.value();
    const double begin = bursts.begin.millionths;
    const double end = bursts.end.millionths;
    EXPECT_NEAR(begin / (begin + end), 0.05, 0.0001);
    EXPECT_EQ(bursts.end.millionths, 200'000U);
}

TEST(Ways, LoseMoreInBadHours) {
    Way way = way_with(10);
    way.weather = {{6, Share{0}}, {20, Share{120'000}}};
    way.weather_down = true;
    const auto lost = [&](std::uint8_t hour) {
        return link_of(way, Direction::down, hour).loss.independent.millionths;
    };
    EXPECT_EQ(lost(6), 10'000U);
    EXPECT_EQ(lost(19), 10'000U);
    EXPECT_EQ(lost(20), 130'000U);
    EXPECT_EQ(lost(3), 130'000U);  // as the evening before
    EXPECT_EQ(link_of(way, Direction::up, 20).loss.independent.millionths, 0U);
}

}  // namespace
}  // namespace cordon::testing

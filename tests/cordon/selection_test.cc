#include "tools/cordon/selection.hh"

#include <gtest/gtest.h>

namespace cordon {
namespace {

std::vector<Arrival> packets_at(std::initializer_list<std::int64_t> times) {
    std::vector<Arrival> packets;
    for (const std::int64_t ns : times) {
        Arrival packet;
        packet.at = time_from_ns(ns);
        packet.frame = packets.size() + 1;
        packets.push_back(packet);
    }
    return packets;
}

std::vector<std::int64_t> times_of(std::span<const Arrival> packets) {
    std::vector<std::int64_t> times;
    for (const Arrival& packet : packets) times.push_back(to_ns(packet.at));
    return times;
}

using Times = std::vector<std::int64_t>;

TEST(Selection, WithoutOptionsTheBatchGoesThroughUncopied) {
    const auto batch = packets_at({1, 2, 3});
    Selection selection({});
    EXPECT_EQ(selection.choose(batch).data(), batch.data());
    EXPECT_EQ(selection.first(), time_from_ns(1));
    EXPECT_EQ(selection.last(), time_from_ns(3));
    EXPECT_FALSE(selection.finished());
}

TEST(Selection, AtShiftsLaterBatchesByAsMuch) {
    Selection selection({.at = time_from_ns(100)});
    EXPECT_EQ(times_of(selection.choose(packets_at({50, 49}))), (Times{100, 99}));
    EXPECT_EQ(times_of(selection.choose(packets_at({60}))), (Times{110}));
}

TEST(Selection, AtMovesOverAllOfTime) {
    Selection selection({.at = Time::min()});
    const std::int64_t late = to_ns(Time::max()) - 2;
    EXPECT_EQ(times_of(selection.choose(packets_at({late, late + 1}))),
              (Times{to_ns(Time::min()), to_ns(Time::min()) + 1}));
}

TEST(Selection, FromIsInclusiveAndToIsNot) {
    Selection selection({.from = time_from_ns(2), .to = time_from_ns(4)});
    EXPECT_EQ(times_of(selection.choose(packets_at({1, 2, 3, 4, 2}))), (Times{2, 3, 2}));
}

TEST(Selection, TheFirstPacketSetsTheShiftAlsoWhenItIsNotChosen) {
    Selection selection({.at = time_from_ns(100), .from = time_from_ns(105)});
    EXPECT_EQ(times_of(selection.choose(packets_at({0, 4, 5}))), (Times{105}));
}

TEST(Selection, LimitCountsChosenPacketsOverBatches) {
    Selection selection({.from = time_from_ns(2), .limit = 3});
    EXPECT_EQ(times_of(selection.choose(packets_at({1, 2}))), (Times{2}));
    EXPECT_FALSE(selection.finished());
    EXPECT_EQ(times_of(selection.choose(packets_at({3, 4, 5}))), (Times{3, 4}));
    EXPECT_TRUE(selection.finished());
    EXPECT_TRUE(selection.choose(packets_at({6})).empty());
}

TEST(Selection, TellsHowManyPacketsLieBehindTheLimit) {
    Selection as_they_are({.limit = 2});
    EXPECT_EQ(as_they_are.choose(packets_at({1, 2, 3, 4, 5})).size(), 2U);
    EXPECT_EQ(as_they_are.unread(), 3U);
    Selection by_time({.from = time_from_ns(2), .limit = 2});
    EXPECT_EQ(by_time.choose(packets_at({1, 2, 1})).size(), 1U);
    EXPECT_EQ(by_time.unread(), 0U);
    EXPECT_EQ(by_time.choose(packets_at({1, 2, 1, 3})).size(), 1U);
    EXPECT_EQ(by_time.unread(), 2U);
}

TEST(Selection, ALimitOfZeroChoosesNothing) {
    Selection selection({.limit = 0});
    EXPECT_TRUE(selection.finished());
}

TEST(Selection, TimesThatWouldOverflowStopAtTheEnd) {
    Selection selection({.at = Time::max()});
    EXPECT_EQ(selection.choose(packets_at({0, 10}))[1].at, Time::max());
}

TEST(Selection, FrameNumbersStayThoseOfTheInput) {
    Selection selection({.from = time_from_ns(3)});
    EXPECT_EQ(selection.choose(packets_at({1, 2, 3}))[0].frame, 3U);
}

}  // namespace
}  // namespace cordon

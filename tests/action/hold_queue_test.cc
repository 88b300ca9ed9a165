#include "sim/action/hold_queue.hh"

#include <gtest/gtest.h>

#include "tests/action/recorded_emit.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;

constexpr Time start = time_from_ns(1'500'000'000'000'000'000);

class Holding : public testing::Test {
protected:
    bool hold(std::uint64_t frame, int due_ms, const Annotation* note = nullptr) {
        bytes.assign(100, static_cast<std::uint8_t>(frame));
        Departure departure{.arrival = {.bytes = bytes,
                                        .at = start + milliseconds{due_ms},
                                        .frame = frame,
                                        .note = note,
                                        .wire_length = 1'500},
                            .act = Act::delay,
                            .because = RuleId{3},
                            .flow_id = 7,
                            .held = milliseconds{due_ms}};
        return queue.hold(departure);
    }
    void release_until(int ms) { queue.release_due(start + milliseconds{ms}, emit); }
    std::vector<std::uint64_t> frames() const {
        std::vector<std::uint64_t> out;
        for (const Told& entry : emit.told) out.push_back(entry.frame);
        return out;
    }

    std::vector<std::uint8_t> bytes;  // of the last packet held, overwritten by the next
    RecordedEmit emit;
    HoldQueue queue{1'000'000};
};

using Frames = std::vector<std::uint64_t>;

TEST_F(Holding, LetsGoInOrderOfTime) {
    EXPECT_TRUE(hold(1, 30) && hold(2, 10) && hold(3, 20));
    EXPECT_EQ(queue.next_due(), start + milliseconds{10});
    queue.release_all(emit);
    EXPECT_EQ(frames(), (Frames{2, 3, 1}));
    EXPECT_EQ(queue.next_due(), std::nullopt);
}

TEST_F(Holding, KeepsTheOrderOfThoseDueTogether) {
    for (std::uint64_t frame = 1; frame <= 6; ++frame) EXPECT_TRUE(hold(frame, frame == 5 ? 1 : 2));
    release_until(2);
    EXPECT_EQ(frames(), (Frames{5, 1, 2, 3, 4, 6}));
}

TEST_F(Holding, LetsGoAtTheVeryNanosecond) {
    EXPECT_TRUE(hold(1, 10));
    queue.release_due(start + milliseconds{10} - Duration{1}, emit);
    EXPECT_TRUE(emit.told.empty());
    queue.release_due(start + milliseconds{10}, emit);
    EXPECT_EQ(frames(), (Frames{1}));
}

TEST_F(Holding, KeepsCopies) {
    {
        const Annotation note{.comments = {"seen", "kept"}};
        EXPECT_TRUE(hold(1, 10, &note));
    }
    EXPECT_TRUE(hold(2, 20));
    queue.release_all(emit);
    const Told& first = emit.told.front();
    EXPECT_EQ(first.bytes, std::vector<std::uint8_t>(100, 1));
    EXPECT_EQ(first.comments, (std::vector<std::string>{"seen", "kept"}));
    EXPECT_EQ(first.at, start + milliseconds{10});
    EXPECT_EQ(first.held, milliseconds{10});
    EXPECT_EQ(first.wire_length, 1'500U);
    EXPECT_EQ(first.because, RuleId{3});
    EXPECT_EQ(first.flow_id, 7U);
    EXPECT_TRUE(emit.told.back().comments.empty());
}

TEST_F(Holding, IsBoundedByWhatTheCopiesTake) {
    EXPECT_TRUE(hold(1, 10));
    const std::uint64_t one = queue.held_bytes();
    EXPECT_GE(one, 100U);
    queue = HoldQueue{3 * one};
    EXPECT_TRUE(hold(1, 10) && hold(2, 10) && hold(3, 20));
    EXPECT_FALSE(hold(4, 1));
    EXPECT_EQ(queue.size(), 3U);
    release_until(10);
    EXPECT_EQ(queue.held_bytes(), one);
    EXPECT_TRUE(hold(5, 30) && hold(6, 30));
    EXPECT_FALSE(hold(7, 30));
}

TEST_F(Holding, CountsCommentsToo) {
    EXPECT_TRUE(hold(1, 10));
    const std::uint64_t plain = queue.held_bytes();
    const Annotation note{.comments = {std::string(5'000, 'x')}};
    EXPECT_TRUE(hold(2, 10, &note));
    EXPECT_GE(queue.held_bytes(), 2 * plain + 5'000);
    queue.release_all(emit);
    EXPECT_EQ(queue.held_bytes(), 0U);
}

TEST_F(Holding, OneByteLessThanAPacketTakesHoldsNone) {
    EXPECT_TRUE(hold(1, 10));
    const std::uint64_t one = queue.held_bytes();
    queue = HoldQueue{one - 1};
    EXPECT_FALSE(hold(1, 10));
    EXPECT_EQ(queue.next_due(), std::nullopt);
    queue = HoldQueue{one};
    EXPECT_TRUE(hold(1, 10));
}

}  // namespace
}  // namespace cordon::test

#include "sim/flow/stream_head.hh"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cordon {
namespace {

// A stream whose first byte has the sequence number 1000, read as text.
class AStream : public testing::Test {
protected:
    AStream() { head.begin(first); }

    // What add() gives for `text` at `offset` of the stream.
    std::string arrives(std::uint32_t offset, std::string_view text) {
        return cut(offset, text, text.size());
    }
    // The same where the recording holds only `text` of a segment of `stated` bytes.
    std::string cut(std::uint32_t offset, std::string_view text, std::size_t stated) {
        last = head.add(first + offset, as_bytes(text), static_cast<std::uint32_t>(stated), limits);
        return std::string(as_text(last));
    }
    // ... and all of it is read.
    std::string read(std::uint32_t offset, std::string_view text) {
        std::string given = arrives(offset, text);
        consume(given.size());
        return given;
    }
    void consume(std::uint64_t count) { head.consume(count, limits); }
    std::string kept() { return std::string(as_text(head.kept())); }

    Seq32 first{1000};
    StreamHead::Limits limits;
    StreamHead head;
    Bytes last;
};

TEST_F(AStream, GivesInOrderBytesWithoutCopyingThem) {
    const std::string_view text = "hello";
    const Bytes given = head.add(first, as_bytes(text), 5, limits);
    EXPECT_EQ(given.data(), as_bytes(text).data());
    consume(5);
    EXPECT_EQ(head.position(), 5U);
    EXPECT_EQ(read(5, " world"), " world");
}

TEST_F(AStream, GivesUnreadBytesAgainWithWhatFollows) {
    EXPECT_EQ(arrives(0, "hello"), "hello");
    consume(2);
    EXPECT_EQ(kept(), "llo");
    EXPECT_EQ(arrives(5, " world"), "llo world");
    consume(0);
    EXPECT_EQ(arrives(11, "!"), "llo world!");
    consume(10);
    EXPECT_EQ(kept(), "");
    EXPECT_EQ(head.position(), 12U);
}

TEST_F(AStream, WaitsForTheHoleToFill) {
    EXPECT_EQ(read(6, "world"), "");
    EXPECT_EQ(read(5, " "), "");
    EXPECT_EQ(read(0, "hello"), "hello world");
    EXPECT_EQ(read(11, "!"), "!");
}

TEST_F(AStream, IgnoresRepeatedAndKeepAliveSegments) {
    EXPECT_EQ(read(0, "hello"), "hello");
    EXPECT_EQ(read(0, "HELLO"), "");
    EXPECT_EQ(read(4, "x"), "");
    EXPECT_EQ(read(4, ""), "");
    EXPECT_EQ(read(5, ""), "");
    EXPECT_EQ(read(5, " world"), " world");
}

TEST_F(AStream, TakesTheNewPartOfARepeatWithShiftedBoundaries) {
    EXPECT_EQ(read(0, "hello"), "hello");
    EXPECT_EQ(read(3, "LO world"), " world");
}

TEST_F(AStream, KeepsTheFirstCopyOfWaitingBytes) {
    limits.overlap = Overlap::first_wins;
    EXPECT_EQ(read(2, "CD"), "");
    EXPECT_EQ(read(1, "bcde"), "");
    EXPECT_EQ(read(0, "abxy"), "abCDe");
}

TEST_F(AStream, KeepsTheLastCopyOfWaitingBytes) {
    limits.overlap = Overlap::last_wins;
    EXPECT_EQ(read(2, "CD"), "");
    EXPECT_EQ(read(1, "bcde"), "");
    EXPECT_EQ(read(0, "abxy"), "abxye");
}

TEST_F(AStream, LetsBytesGivenInOrderStandUnderBothPolicies) {
    limits.overlap = Overlap::last_wins;
    EXPECT_EQ(arrives(0, "abc"), "abc");
    consume(0);
    EXPECT_EQ(arrives(0, "ABCd"), "abcd");
}

TEST_F(AStream, GoesOnAcrossTheWrapOfSequenceNumbers) {
    head.resume();
    first = Seq32{0xfffffffe};
    head.begin(first);
    EXPECT_EQ(read(4, "ef"), "");
    EXPECT_EQ(read(0, "abcd"), "abcdef");
    EXPECT_EQ(read(3, "defg"), "g");
}

TEST_F(AStream, BeginsWithTheFirstSegmentWhenNobodySaysWhere) {
    StreamHead picked_up;
    EXPECT_TRUE(picked_up.add(Seq32{77}, {}, 0, limits).empty());
    EXPECT_FALSE(picked_up.begun());
    EXPECT_EQ(as_text(picked_up.add(Seq32{78}, as_bytes("abc"), 3, limits)), "abc");
    picked_up.consume(3, limits);
    picked_up.begin(Seq32{5});
    EXPECT_EQ(as_text(picked_up.add(Seq32{81}, as_bytes("d"), 1, limits)), "d");
}

TEST_F(AStream, TakesWhatTheRecordingCutAsAHole) {
    EXPECT_EQ(cut(0, "abc", 5), "abc");
    consume(3);
    EXPECT_EQ(read(5, "fg"), "");
    EXPECT_EQ(read(3, "de"), "defg");
}

TEST_F(AStream, NeverReadsBeyondTheStatedLength) {
    EXPECT_EQ(cut(0, "abcdef", 3), "abc");
    consume(3);
    EXPECT_EQ(read(3, "DEF"), "DEF");
}

TEST_F(AStream, SkipsBytesToComeWithoutCopyingThem) {
    EXPECT_EQ(arrives(0, "abc"), "abc");
    consume(8);
    EXPECT_EQ(head.position(), 8U);
    EXPECT_EQ(read(3, "def"), "");
    EXPECT_EQ(read(6, "ghij"), "ij");
}

TEST_F(AStream, SkipsOverHoles) {
    EXPECT_EQ(arrives(0, "abc"), "abc");
    consume(10);
    EXPECT_EQ(read(5, "f"), "");
    EXPECT_EQ(read(9, "jk"), "k");
    EXPECT_EQ(read(3, "de"), "");
    EXPECT_FALSE(head.stuck());
}

TEST_F(AStream, WaitsBehindASkipForAHoleAfterIt) {
    EXPECT_EQ(arrives(0, "abc"), "abc");
    consume(5);
    EXPECT_EQ(read(6, "g"), "");
    EXPECT_EQ(read(4, "ef"), "fg");
}

TEST_F(AStream, SkipsIntoBytesThatWereWaiting) {
    EXPECT_EQ(read(4, "efgh"), "");
    EXPECT_EQ(arrives(0, "ab"), "ab");
    consume(6);
    EXPECT_EQ(kept(), "gh");
    EXPECT_EQ(read(8, "i"), "ghi");
}

TEST_F(AStream, SkipsTenGibibytesOfBody) {
    consume(std::uint64_t{10} << 30U);
    Seq32 seq = first;
    for (int part = 0; part < 20; ++part, seq += std::uint32_t{1} << 29U) {
        EXPECT_TRUE(head.add(seq, {}, std::uint32_t{1} << 29U, limits).empty());
        head.consume(0, limits);
    }
    EXPECT_EQ(as_text(head.add(seq, as_bytes("end"), 3, limits)), "end");
    EXPECT_EQ(head.position(), std::uint64_t{10} << 30U);
}

TEST_F(AStream, StaysBoundedUnderTheHugestSkip) {
    consume(~std::uint64_t{0});
    consume(~std::uint64_t{0});
    EXPECT_EQ(head.position(), ~std::uint64_t{0});
    EXPECT_EQ(read(0, "abc"), "");
}

TEST_F(AStream, HoldsAsManyWaitingBytesAsTheLimitAllows) {
    limits.waiting_bytes = 4;
    EXPECT_EQ(read(1, "bcde"), "");
    EXPECT_FALSE(head.stuck());
    EXPECT_EQ(read(2, "cde"), "");  // nothing new
    EXPECT_FALSE(head.stuck());
    EXPECT_EQ(read(0, "a"), "abcde");
}

TEST_F(AStream, GetsStuckOneWaitingByteBeyondTheLimit) {
    limits.waiting_bytes = 3;
    EXPECT_EQ(read(1, "bcde"), "");
    EXPECT_TRUE(head.stuck());
    EXPECT_EQ(read(0, "a"), "");
}

TEST_F(AStream, HoldsAsManyWaitingSegmentsAsTheLimitAllows) {
    limits.waiting_segments = 2;
    static_cast<void>(read(2, "c"));
    static_cast<void>(read(4, "e"));
    EXPECT_FALSE(head.stuck());
    static_cast<void>(read(6, "g"));
    EXPECT_TRUE(head.stuck());
}

TEST_F(AStream, CountsThePartsIntoWhichOldBytesSplitASegment) {
    limits.waiting_segments = 3;
    static_cast<void>(read(3, "d"));
    static_cast<void>(read(2, "cde"));  // before and after what is there
    EXPECT_FALSE(head.stuck());
    limits.waiting_segments = 2;
    static_cast<void>(read(3, "d"));
    EXPECT_TRUE(head.stuck());
}

TEST_F(AStream, KeepsAsManyUnreadBytesAsTheLimitAllows) {
    limits.kept_bytes = 3;
    EXPECT_EQ(arrives(0, "abcd"), "abcd");
    consume(1);
    EXPECT_FALSE(head.stuck());
    EXPECT_EQ(arrives(4, "e"), "bcde");
    consume(0);
    EXPECT_TRUE(head.stuck());
    EXPECT_EQ(kept(), "");
}

TEST_F(AStream, ResumesWithTheNextSegmentAfterAHoleIsGivenUp) {
    limits.waiting_bytes = 3;
    EXPECT_EQ(read(0, "ab"), "ab");
    static_cast<void>(read(10, "klmn"));
    ASSERT_TRUE(head.stuck());
    head.resume();
    EXPECT_EQ(read(14, "op"), "op");
    EXPECT_EQ(head.position(), 4U);
}

TEST_F(AStream, IgnoresSegmentsBeyondTheLargestWindow) {
    const std::uint32_t window = std::uint32_t{1} << 30U;
    EXPECT_EQ(read(window + 1, "x"), "");
    limits.waiting_segments = 0;  // so that a segment that would wait shows
    EXPECT_FALSE(head.stuck());
    EXPECT_EQ(read(window, "x"), "");
    EXPECT_TRUE(head.stuck());
}

TEST_F(AStream, StaysBoundedUnderAFloodOfScatteredBytes) {
    std::uint32_t held = 0;
    for (std::uint32_t i = 1; i < 100'000 && !head.stuck(); ++i, ++held) {
        static_cast<void>(read(i * 7919, "x"));
    }
    EXPECT_EQ(held, limits.waiting_segments + 1U);
}

TEST_F(AStream, GivesNothingAfterItsRelease) {
    static_cast<void>(arrives(0, "abc"));
    consume(0);
    head.release();
    EXPECT_EQ(kept(), "");
    EXPECT_EQ(read(3, "def"), "");
}

// What a segment of five bytes that waits for a hole to be filled takes of a budget.
std::uint64_t cost_of_one() {
    HeadBudget roomy{1'000'000};
    StreamHead head;
    head.begin(Seq32{1000});
    static_cast<void>(head.add(Seq32{1006}, as_bytes("world"), 5, {.budget = &roomy}));
    return roomy.held_bytes();
}

TEST(HeadBudget, IsUsedUpToItsLastByte) {
    for (const std::uint64_t missing : {0U, 1U}) {
        HeadBudget budget{cost_of_one() - missing};
        StreamHead head;
        head.begin(Seq32{1000});
        EXPECT_TRUE(head.add(Seq32{1006}, as_bytes("world"), 5, {.budget = &budget}).empty());
        EXPECT_EQ(head.stuck(), missing > 0);
        EXPECT_EQ(budget.refused(), missing);
        EXPECT_EQ(budget.held_bytes(), missing > 0 ? 0 : cost_of_one());
    }
}

TEST(HeadBudget, IsSharedByAllHeads) {
    HeadBudget budget{2 * cost_of_one() - 1};
    const StreamHead::Limits limits{.budget = &budget};
    StreamHead one, other;
    for (StreamHead* head : {&one, &other}) {
        head->begin(Seq32{1000});
        static_cast<void>(head->add(Seq32{1006}, as_bytes("world"), 5, limits));
    }
    EXPECT_FALSE(one.stuck());
    EXPECT_TRUE(other.stuck());
    other.resume();
    one.release();
    EXPECT_EQ(budget.held_bytes(), 0U);
    other.begin(Seq32{1000});
    static_cast<void>(other.add(Seq32{1006}, as_bytes("world"), 5, limits));
    EXPECT_FALSE(other.stuck());
}

TEST(HeadBudget, KnowsWhatIsKeptAndGetsAllBack) {
    HeadBudget budget{1'000'000};
    const StreamHead::Limits limits{.budget = &budget};
    {
        StreamHead head;
        head.begin(Seq32{1000});
        static_cast<void>(head.add(Seq32{1000}, as_bytes("hello"), 5, limits));
        head.consume(0, limits);
        const std::uint64_t five = budget.held_bytes();
        static_cast<void>(head.add(Seq32{1005}, as_bytes(" world"), 6, limits));
        head.consume(0, limits);
        EXPECT_EQ(budget.held_bytes(), five + 6);
        head.consume(11, limits);
        EXPECT_EQ(budget.held_bytes(), 0U);
        static_cast<void>(head.add(Seq32{1011}, as_bytes("hello"), 5, limits));
        head.consume(1, limits);
        EXPECT_GT(budget.held_bytes(), 0U);
    }
    EXPECT_EQ(budget.held_bytes(), 0U);
}

}  // namespace
}  // namespace cordon

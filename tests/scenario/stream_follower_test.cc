#include "sim/scenario/reenact/stream_follower.hh"

#include <gtest/gtest.h>

namespace cordon::testing {
namespace {

using Seen = StreamFollower::Seen;

constexpr auto window = static_cast<std::uint64_t>(largest_tcp_window);
constexpr std::uint64_t vouched = StreamFollower::vouched_bytes;
constexpr std::uint32_t full = 1448;

class AFollowedStream : public ::testing::Test {
protected:
    void SetUp() override { stream.begin(Seq32{100}); }
    Seen comes(std::uint64_t offset) { return stream.add(offset, {}, full, Time{}); }
    /// So many segments in order: they vouch for as many times `vouched`.
    void grows_by(std::uint64_t segments) {
        for (std::uint64_t i = 0; i < segments; ++i) static_cast<void>(comes(stream.next()));
    }
    StreamFollower stream;
};

TEST_F(AFollowedStream, PassesOverWhatItsSegmentsVouchFor) {
    EXPECT_EQ(comes(vouched), Seen::moved_on);
    EXPECT_EQ(stream.next(), vouched + full);
}

TEST_F(AFollowedStream, DoesNotPassOverAByteMore) {
    EXPECT_EQ(comes(vouched + 1), Seen::too_far);
    EXPECT_EQ(stream.next(), 0U);
    EXPECT_TRUE(stream.take_first().empty());
}

TEST_F(AFollowedStream, CountsAllItsGapsTogether) {
    EXPECT_EQ(comes(vouched), Seen::moved_on);
    EXPECT_EQ(comes(stream.next() + vouched), Seen::moved_on);
    EXPECT_EQ(comes(stream.next() + vouched + 1), Seen::too_far);
}

TEST_F(AFollowedStream, BelievesALongLossOnceEnoughCameBehindIt) {
    grows_by(1);
    const std::uint64_t behind = stream.next() + 4 * vouched;
    EXPECT_EQ(comes(behind), Seen::too_far);  // the second segment
    EXPECT_EQ(comes(behind + full), Seen::too_far);
    EXPECT_EQ(comes(behind), Seen::moved_on);
    EXPECT_EQ(stream.next(), behind + full);
    EXPECT_EQ(stream.missing(false), 4 * vouched);
}

TEST_F(AFollowedStream, TakesASegmentAtTheEndOfTheLargestWindow) {
    grows_by(window / vouched);
    EXPECT_EQ(comes(stream.next() + window), Seen::moved_on);
}

TEST_F(AFollowedStream, TakesNoneBeyondTheLargestWindowWhateverVouches) {
    grows_by(2 * window / vouched);
    EXPECT_EQ(comes(stream.next() + window + 1), Seen::too_far);
}

TEST_F(AFollowedStream, BelievesNoAcknowledgmentBeyondTheLargestWindow) {
    stream.acknowledged(window + 1, Time{});
    EXPECT_EQ(stream.heard(), 0U);
    stream.acknowledged(window, Time{});
    EXPECT_EQ(stream.heard(), window);
}

}  // namespace
}  // namespace cordon::testing

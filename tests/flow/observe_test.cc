#include "sim/flow/observe.hh"

#include <gtest/gtest.h>

#include <string>

#include "tests/flow/flow_words.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// One conversation between phone and server as the wall sees it: the phone's numbers begin at 100,
// the server's at 500.
class Observed : public testing::Test {
protected:
    // One packet reaches the wall; the first of all begins the flow. 40 bytes of headers.
    void sees(const Headers& headers) {
        if (!begun) {
            state.key = flow_key_of(headers).key;
            begin_flow(state, headers, now, 1);
            begun = true;
        }
        observe_packet(state, track,
                       {.headers = &headers,
                        .payload = {},
                        .direction = state.direction_from(flow_key_of(headers).from_low),
                        .now = now,
                        .frame_length = headers.payload_length + 40});
    }
    void up(const char* flags, std::uint32_t seq, std::uint32_t ack = 0,
            std::uint32_t payload = 0) {
        sees(tcp(phone, server, flags, seq, ack, payload));
    }
    void down(const char* flags, std::uint32_t seq, std::uint32_t ack = 0,
              std::uint32_t payload = 0) {
        sees(tcp(server, phone, flags, seq, ack, payload));
    }
    void handshake() {
        up("S", 100);
        down("S.", 500, 101);
        up(".", 101, 501);
    }
    void is(FlowPhase phase) { EXPECT_EQ(static_cast<int>(state.phase), static_cast<int>(phase)); }
    /// What the other end expects of `sender` next, as far as the track tells.
    [[nodiscard]] Seq32 expected_of(Direction sender) const {
        const TcpTrack::Side& receiver = track.side(opposite(sender));
        return receiver.has_acked ? receiver.acked : track.side(sender).next;
    }
    bool begins_anew(const Headers& headers) { return starts_new_flow(state, track, headers); }

    bool begun = false;
    FlowState state;
    TcpTrack track;
    Time now = time_from_ns(1'500'000'000'000'000'000);
};

TEST_F(Observed, CountsWhatEachDirectionSent) {
    handshake();
    up("P.", 101, 501, 10);
    up("P.", 101, 501, 10);  // repeated: counted as it arrives
    down("P.", 501, 111, 1000);
    EXPECT_EQ(state.payload_bytes[0], 20U);
    EXPECT_EQ(state.payload_bytes[1], 1000U);
    EXPECT_EQ(state.frame_bytes[0], 4 * 40U + 20U);
    EXPECT_EQ(state.frame_bytes[1], 2 * 40U + 1000U);
    EXPECT_EQ(state.packets[0], 4U);
    EXPECT_EQ(state.packets[1], 2U);
}

TEST_F(Observed, SaysHowLongTheFlowWasSilent) {
    const Time begin = now;
    up("S", 100);
    EXPECT_EQ(state.idle, Duration{0});
    now += milliseconds{300};
    down("S.", 500, 101);
    EXPECT_EQ(state.idle, milliseconds{300});
    EXPECT_EQ(state.started, begin);
    EXPECT_EQ(state.last_seen, now);
    up(".", 101, 501);
    EXPECT_EQ(state.idle, Duration{0});
}

TEST_F(Observed, IsOpeningUntilTheSynIsAnswered) {
    up("S", 100);
    up("S", 100);
    is(FlowPhase::opening);
    down("S.", 500, 101);
    is(FlowPhase::established);
    EXPECT_FALSE(state.picked_up);
    EXPECT_TRUE(state.client_is_low);
}

TEST_F(Observed, DoesNotTakeASynAckForAnotherSynAsAnAnswer) {
    up("S", 100);
    down("S.", 500, 100);
    down("S.", 500, 7'000'000);
    is(FlowPhase::opening);
    down("S.", 500, 101);
    is(FlowPhase::established);
}

TEST_F(Observed, IsEstablishedWhenOnlyTheClientIsRecorded) {
    up("S", 100);
    up(".", 101, 501);
    is(FlowPhase::established);
}

TEST_F(Observed, PicksUpAConversationMidStream) {
    down("P.", 501, 101, 100);
    is(FlowPhase::established);
    EXPECT_TRUE(state.picked_up);
    EXPECT_TRUE(state.client_is_low);
    EXPECT_EQ(track.side(Direction::down).next, Seq32{601});
    EXPECT_EQ(expected_of(Direction::up), Seq32{101});
    EXPECT_EQ(expected_of(Direction::down), Seq32{601});
}

TEST_F(Observed, LearnsBothBeginningsFromASynAckAlone) {
    down("S.", 500, 101);
    is(FlowPhase::established);
    EXPECT_FALSE(state.picked_up);
    EXPECT_EQ(track.side(Direction::up).first, Seq32{100});
    EXPECT_EQ(track.side(Direction::up).next, Seq32{101});
    EXPECT_EQ(track.side(Direction::down).first, Seq32{500});
}

TEST_F(Observed, KnowsWhatEachEndExpectsNext) {
    handshake();
    up("P.", 101, 501, 10);
    EXPECT_EQ(track.side(Direction::up).next, Seq32{111});
    EXPECT_EQ(expected_of(Direction::up), Seq32{101});  // not acknowledged yet
    down("P.", 501, 111, 1000);
    EXPECT_EQ(expected_of(Direction::up), Seq32{111});
    EXPECT_EQ(expected_of(Direction::down), Seq32{501});
    up(".", 111, 1501);
    EXPECT_EQ(expected_of(Direction::down), Seq32{1501});
}

TEST_F(Observed, DoesNotGoBackWithRepeatedSegments) {
    handshake();
    up("P.", 101, 501, 10);
    up("P.", 111, 501, 10);
    up("P.", 101, 501, 10);
    EXPECT_EQ(track.side(Direction::up).next, Seq32{121});
}

TEST_F(Observed, FollowsSequenceNumbersAcrossTheirWrap) {
    up("S", 0xfffffff0);
    down("S.", 500, 0xfffffff1);
    up("P.", 0xfffffff1, 501, 100);
    EXPECT_EQ(track.side(Direction::up).next, Seq32{0x55});
    down(".", 501, 0x55);
    EXPECT_EQ(expected_of(Direction::up), Seq32{0x55});
}

TEST_F(Observed, ReturnsToTheStreamAfterAStraySegment) {
    handshake();
    up("P.", 101 + 1'000'000'000, 501, 10);
    up("P.", 101, 501, 10);
    EXPECT_EQ(track.side(Direction::up).next, Seq32{111});
}

TEST_F(Observed, ClosesWhenBothEndsHaveSentAFin) {
    handshake();
    up("F.", 101, 501);
    is(FlowPhase::closing);
    up("F.", 101, 501);
    is(FlowPhase::closing);
    down("F.", 501, 102);
    is(FlowPhase::closed);
    EXPECT_EQ(track.side(Direction::up).next, Seq32{102});
    up(".", 102, 502);
    is(FlowPhase::closed);
}

TEST_F(Observed, ClosesOnAResetThatFits) {
    handshake();
    down("R", 501);
    is(FlowPhase::closed);
    EXPECT_EQ(track.astray_resets, 0U);
}

TEST_F(Observed, FollowsAResetUpToTheEdgeOfTheAssumedWindow) {
    constexpr std::uint32_t window = 6 * 1024 * 1024;
    handshake();
    down("R", 501 + window + 1);
    down("F.", 501 + window + 1, 101);
    is(FlowPhase::established);
    EXPECT_EQ(track.astray_resets, 1U);
    EXPECT_EQ(track.side(Direction::down).next.raw(), 501 + window + 1);  // healed by what follows
    down("P.", 501, 101, 1);
    down("R", 502 + window);
    is(FlowPhase::closed);
}

TEST_F(Observed, IsRefusedOnlyByAResetThatAcknowledgesTheSyn) {
    up("S", 100);
    down("R.", 0, 999'000'000);
    is(FlowPhase::opening);
    EXPECT_EQ(track.astray_resets, 1U);
    down("R", 0);  // acknowledges nothing: RFC 9293 section 3.10.7.3
    is(FlowPhase::opening);
    EXPECT_EQ(track.astray_resets, 2U);
    down("R.", 0, 101);
    is(FlowPhase::closed);
}

TEST_F(Observed, OpensAgainWhenWhatWasRefusedIsTriedAgain) {
    up("S", 100);
    down("R.", 0, 101);
    up("S", 100);
    is(FlowPhase::opening);
    down("S.", 500, 101);
    is(FlowPhase::established);
    down("R", 501);
    up("S", 100);
    is(FlowPhase::closed);
}

TEST_F(Observed, UdpIsEstablishedWhenBothEndsHaveSpoken) {
    sees(udp(phone, server));
    sees(udp(phone, server));
    is(FlowPhase::opening);
    sees(udp(server, phone));
    is(FlowPhase::established);
}

TEST_F(Observed, ADnsAnswerAloneComesFromTheServer) {
    sees(udp({0x08080808, 53}, phone));
    EXPECT_EQ(state.server_port(), 53);
    EXPECT_EQ(state.packets[index(Direction::down)], 1U);
}

TEST_F(Observed, CountsDamagedTcpWithoutFollowingIt) {
    handshake();
    Headers damaged = tcp(phone, server, "R", 101);
    damaged.stop = Stop::malformed;
    sees(damaged);
    is(FlowPhase::established);
    EXPECT_EQ(state.packets[0], 3U);
}

TEST_F(Observed, SurvivesTimesAtBothEnds) {
    now = Time::min();
    up("S", 100);
    now = Time::max();
    down("S.", 500, 101);
    EXPECT_EQ(state.idle, Duration::max());
}

TEST_F(Observed, ASynOnAClosedFlowBeginsANewConversation) {
    handshake();
    down("R", 501);
    EXPECT_FALSE(begins_anew(tcp(phone, server, "S", 100)));
    EXPECT_TRUE(begins_anew(tcp(phone, server, "S", 101)));
    EXPECT_TRUE(begins_anew(tcp(server, phone, "S", 9)));
    EXPECT_FALSE(begins_anew(tcp(server, phone, "S.", 9)));
    EXPECT_FALSE(begins_anew(tcp(phone, server, ".", 101)));
}

TEST_F(Observed, AnotherSynBeforeAnyAnswerBeginsANewConversation) {
    up("S", 100);
    EXPECT_FALSE(begins_anew(tcp(phone, server, "S", 100)));
    EXPECT_TRUE(begins_anew(tcp(phone, server, "S", 99)));
    EXPECT_FALSE(begins_anew(tcp(server, phone, "S", 9)));  // a simultaneous open
    down("S.", 500, 101);
    EXPECT_FALSE(begins_anew(tcp(phone, server, "S", 99)));
}

TEST_F(Observed, ASynFromWhoeverSentAFinBeginsANewConversation) {
    handshake();
    up("F.", 101, 501);
    EXPECT_TRUE(begins_anew(tcp(phone, server, "S", 99)));
    EXPECT_FALSE(begins_anew(tcp(server, phone, "S", 99)));
}

TEST_F(Observed, DatagramsNeverBeginANewConversation) {
    sees(udp(phone, server));
    EXPECT_FALSE(begins_anew(udp(phone, server)));
}

TEST_F(Observed, NamesTheFlowByItsFirstPacket) {
    up("S", 100);
    EXPECT_EQ(state.first_frame, 1U);
    const std::uint64_t id = state.id;
    EXPECT_NE(id, 0U);
    down("S.", 500, 101);
    EXPECT_EQ(state.id, id);
}

}  // namespace
}  // namespace cordon::test

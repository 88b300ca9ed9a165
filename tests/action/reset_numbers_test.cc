// Resets bear the numbers that their receivers expect.
#include "tests/action/resetting.hh"

namespace cordon::test {
namespace {

TEST_F(Resetting, AnswersAClientsSegmentToBothEnds) {
    with(Reset{});
    conversation();
    EXPECT_EQ(comes(talk.up(1'100, 5'200, 50)).act, Act::drop);
    ASSERT_EQ(wall->emit.told.size(), 3U);
    EXPECT_EQ(wall->emit.told[0].what, Told::What::removed);
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], phone, 5'200, 1'150);
    is(sent[1], server, 1'100, 5'200);  // the trigger never reached the server
    EXPECT_EQ(sent[0].src, server);
    EXPECT_EQ(sent[0].src_port, 443);
    EXPECT_EQ(sent[0].dst_port, 40'000);
    EXPECT_EQ(sent[1].src_port, 40'000);
}

TEST_F(Resetting, AnswersAServersSegmentToBothEnds) {
    with(Reset{});
    conversation();
    comes(talk.down(5'200, 1'100, 70));
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], phone, 5'200, 1'100);
    is(sent[1], server, 1'100, 5'270);
}

TEST_F(Resetting, CountsTheTriggerWhereItPasses) {
    with(Reset{}, false);
    conversation();
    EXPECT_EQ(comes(talk.up(1'100, 5'200, 50)).what, Fate::What::passed);
    ASSERT_EQ(wall->emit.told.size(), 3U);
    EXPECT_EQ(wall->emit.told[0].what, Told::What::passed);
    EXPECT_EQ(wall->emit.told[0].bytes, talk.up(1'100, 5'200, 50));
    const auto sent = injected();
    is(sent[0], phone, 5'200, 1'150);
    is(sent[1], server, 1'150, 5'200);
}

TEST_F(Resetting, CountsWhatTheServerSentMeanwhile) {
    with(Reset{});
    conversation();
    passes(talk.down(5'200, 1'100, 300));  // the phone has not seen it as it sends the trigger
    comes(talk.up(1'100, 5'200, 50));
    is(injected()[0], phone, 5'500, 1'150);
}

TEST_F(Resetting, CountsWhatTheServerHasOfARepeatedSegment) {
    with(Reset{});
    conversation();
    comes(talk.up(1'000, 5'200, 100));  // acknowledged already
    is(injected()[1], server, 1'100, 5'200);
}

TEST_F(Resetting, CountsWhatWasSentBehindALateSegmentWhereThatGetsThere) {
    for (const bool in_path : {false, true}) {
        with(Reset{}, in_path);
        conversation();
        passes(talk.up(1'150, 5'300, 80));  // comes before what was sent first
        comes(talk.up(1'100, 5'200, 50));
        const auto sent = injected();
        ASSERT_EQ(sent.size(), 2U);
        is(sent[0], phone, 5'300, 1'150);  // it has acknowledged 5,300 since
        is(sent[1], server, in_path ? 1'100 : 1'230, 5'200);
    }
}

// A server's segment that does not answer the SYN is not followed: nothing is known of its sender.
TEST_F(Resetting, AnswersASegmentOfWhichTheTrackTellsNothing) {
    constexpr std::uint32_t far = 0xf0000000;  // 0 lies before it
    with(Reset{}, false);
    passes(talk.syn());
    comes(talk.down(far, far, 50));
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent[0].seq, far + 50);  // towards the client, the receiver
    EXPECT_EQ(sent[1].seq, 1'000U);    // behind the SYN
}

TEST_F(Resetting, WorksAroundTheWrapOfSequenceNumbers) {
    with(Reset{});
    passes(talk.up(0xffffffd0, 0xfffffff0, 0));
    passes(talk.down(0xfffffff0, 0xffffffd0, 32));
    comes(talk.up(0xffffffd0, 0x10, 96));
    const auto sent = injected();
    is(sent[0], phone, 0x10, 0x30);
    is(sent[1], server, 0xffffffd0, 0x10);
}

// RFC 9293 section 3.10.7.1: <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>.
TEST_F(Resetting, RefusesAConnectionWhoseSynItRemoves) {
    with(Reset{});
    EXPECT_EQ(comes(talk.syn()).act, Act::drop);
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 1U);  // the server never heard of it
    is(sent[0], phone, 0, 1'000);
}

TEST_F(Resetting, AnswersARepeatedSynThatTheServerHasTakenToBothEnds) {
    with(Reset{});
    passes(talk.syn());
    passes(talk.syn_ack());
    comes(talk.syn());
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], phone, 0, 1'000);
    is(sent[1], server, 1'000, 5'000);
}

TEST_F(Resetting, AnswersASynOnThePathToBothEnds) {
    with(Reset{}, false);
    EXPECT_EQ(comes(talk.syn()).what, Fate::What::passed);
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], phone, 0, 1'000);
    EXPECT_EQ(sent[1].dst, server);
    EXPECT_EQ(sent[1].seq, 1'000U);
}

TEST_F(Resetting, AnswersASynAckToBothEnds) {
    with(Reset{});
    passes(talk.syn());
    comes(talk.syn_ack());
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], phone, 4'999, 1'000);  // acknowledges the phone's SYN
    is(sent[1], server, 1'000, 5'000);
}

TEST_F(Resetting, CountsAFin) {
    with(Reset{}, false);
    conversation();
    comes(talk.up(1'100, 5'200, 10, tcp_flag::fin | ack));
    is(injected()[0], phone, 5'200, 1'111);
    is(injected()[1], server, 1'111, 5'200);
}

TEST_F(Resetting, WorksForIpv6) {
    talk.phone = *parse_ip_address("2001:db8::1");
    talk.server = *parse_ip_address("2a03:2880::33");
    with(Reset{});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    const auto sent = injected();
    ASSERT_EQ(sent.size(), 2U);
    is(sent[0], "2001:db8::1", 5'200, 1'150);
    is(sent[1], "2a03:2880::33", 1'100, 5'200);
    EXPECT_EQ(sent[0].ttl, 64);
}

}  // namespace
}  // namespace cordon::test

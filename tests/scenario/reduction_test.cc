#include <gtest/gtest.h>

#include "sim/scenario/reenact/reenact_report.hh"
#include "tests/scenario/talk.hh"

namespace cordon::testing {
namespace {

constexpr Direction up = Direction::up;
constexpr Direction down = Direction::down;

std::int64_t ms(Duration duration) {
    return duration / std::chrono::milliseconds{1};
}

TEST(Reduction, TakesARequestAndItsAnswerForOneExchange) {
    Talk talk;
    talk.opened().after(5).says(up, 300).after(70).says(down, 5000);
    const Conversation said = talk.conversation();
    ASSERT_EQ(said.turns.size(), 2U);
    EXPECT_EQ(said.turns[0].bytes, 300U);
    EXPECT_EQ(said.turns[0].heard, 0U);
    EXPECT_EQ(ms(said.turns[0].pause), 5);
    EXPECT_EQ(said.turns[1].bytes, 5000U);
    EXPECT_EQ(said.turns[1].heard, 300U);
    // Of the 70 ms the way to the server and back took 40.
    EXPECT_EQ(ms(said.turns[1].pause), 30);
    EXPECT_FALSE(said.concurrent);
}

TEST(Reduction, MeasuresTheWayToEachEndByTheHandshake) {
    Talk talk;
    const Conversation said = talk.opened().conversation();
    EXPECT_EQ(ms(said.legs[index(down)].round_trip.value()), 40);
    EXPECT_EQ(ms(said.legs[index(up)].round_trip.value()), 10);
}

TEST(Reduction, MeasuresNothingByASynThatWasSentTwice) {
    Talk twice;
    twice.syn().unseen(up, static_cast<std::uint64_t>(-1)).after(1000).syn().after(40).syn_ack();
    const Conversation said = twice.after(10).acks(up).conversation();
    EXPECT_FALSE(said.legs[index(down)].round_trip);
    EXPECT_EQ(ms(said.legs[index(up)].round_trip.value()), 10);
}

TEST(Reduction, JoinsSegmentsThatOnlyTheNetworkHeldApart) {
    Talk talk;
    talk.opened().says(up, Talk::full).says(up, Talk::full).after(60).acks(down);
    talk.after(12).says(up, Talk::full);
    const Conversation said = talk.conversation();
    ASSERT_EQ(said.turns.size(), 1U);
    EXPECT_EQ(said.turns[0].bytes, 3U * Talk::full);
}

TEST(Reduction, BeginsATurnWhereTheSenderHadNothingToSend) {
    Talk talk;
    talk.opened().says(up, 100).after(60).acks(down).after(500).says(up, 100);
    const Conversation said = talk.conversation();
    ASSERT_EQ(said.turns.size(), 2U);
    EXPECT_EQ(said.turns[0].bytes, 100U);
    EXPECT_EQ(said.turns[1].bytes, 100U);
    EXPECT_EQ(ms(said.turns[1].pause), 560);
}

TEST(Reduction, HoldsEndsThatTalkAtOnceApart) {
    Talk talk;
    talk.opened().says(up, 100).after(1).says_unaware(down, 200).after(1).says_unaware(up, 50);
    const Conversation said = talk.conversation();
    EXPECT_TRUE(said.concurrent);
    for (const Turn& turn : said.turns) EXPECT_EQ(turn.heard, 0U);
}

TEST(Reduction, CountsAByteOnceHoweverOftenItWasSent) {
    Talk talk;
    talk.opened().says(up, 700).after(300).repeats(up).after(60).acks(down);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.side(up).bytes, 700U);
    EXPECT_EQ(said.side(up).retransmitted, 1U);
}

TEST(Reduction, ARepeatedSynIsOneLossOfTwoSyns) {
    Talk talk;
    talk.syn().after(1'000).repeats_syn().after(40).syn_ack().after(10).says(up, 5).after(60).acks(
        down);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.side(up).syns, 2U);
    EXPECT_EQ(said.side(up).data_packets, 1U);
    EXPECT_EQ(said.side(up).retransmitted, 1U);
}

TEST(Reduction, KeepsTheFirstBytes) {
    Talk talk;
    talk.opened().says(up, "GET / HTTP/1.1\r\n").says(up, "Host: a\r\n\r\n");
    const Conversation said = talk.conversation();
    EXPECT_EQ(as_text(said.side(up).first), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST(Reduction, KeepsNoMoreOfThemThanItSays) {
    Talk talk;
    talk.opened();
    for (int i = 0; i < 30; ++i) talk.says(up, 1000);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.side(up).first.size(), first_bytes_kept);
    EXPECT_EQ(said.side(up).bytes, 30'000U);
}

TEST(Reduction, ToldWholeByBothFins) {
    Talk talk;
    talk.opened().says(up, 10).after(60).fin(down).after(20).fin(up);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.recorded, Recorded::whole);
    EXPECT_EQ(said.side(down).closing.how, Closing::How::fin);
    EXPECT_EQ(said.side(up).closing.heard, 1U);  // the FIN of the server
    EXPECT_EQ(ms(said.lasted), 130);
}

TEST(Reduction, SaysWhatItCannotModel) {
    Talk mid_flow;
    EXPECT_EQ(mid_flow.says(up, 10).says(down, 20).conversation().recorded, Recorded::mid_flow);
    Talk one_sided;
    EXPECT_EQ(one_sided.syn().says(up, 10).conversation().recorded, Recorded::one_sided);
    Talk still_open;
    EXPECT_EQ(still_open.opened().says(up, 10).conversation().recorded, Recorded::ended_early);
    Talk holes;
    holes.opened().says(up, 10).unseen(up, 90).says(up, 10).acks(down);
    EXPECT_EQ(holes.conversation().recorded, Recorded::with_holes);
    EXPECT_EQ(holes.conversation().side(up).missing, 90U);
}

TEST(Reduction, SaysNoMoreThanItsSegmentsVouchFor) {
    Talk talk;
    talk.opened();
    for (int i = 0; i < 40; ++i) talk.says(up, 10).acks(down).unseen(up, (1U << 30U) - 10);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.side(up).bytes, 10U);
    // Numbers wrap: the others lie behind.
    EXPECT_EQ(said.side(up).too_far, 20U);
    EXPECT_EQ(segments_too_far({&said, 1}), 20U);
}

TEST(Reduction, HeardNoMoreThanIsSaid) {
    Talk talk;
    talk.opened().says(up, 10).unseen(up, 90).after(60).says(down, 20).fin(down);
    const Conversation said = talk.conversation();
    EXPECT_EQ(said.side(up).missing, 90U);
    EXPECT_EQ(said.turns.at(1).heard, 10U);
    EXPECT_EQ(said.side(down).closing.heard, 10U);
}

TEST(Reduction, SeesARefusal) {
    Talk talk;
    talk.syn().after(40).rst(down);
    const Conversation said = talk.conversation();
    EXPECT_TRUE(said.refused);
    EXPECT_EQ(said.recorded, Recorded::whole);
}

TEST(Reduction, TellsTwoConversationsOnTheSamePortsApart) {
    Talk talk;
    talk.opened().says(up, 10).fin(up).fin(down).after(1000).syn().after(40).syn_ack().after(10);
    talk.acks(up).says(up, 20);
    const auto all = talk.conversations();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].side(up).bytes, 10U);
    EXPECT_EQ(all[1].side(up).bytes, 20U);
}

TEST(Reduction, KeepsNoMoreConversationsThanItMay) {
    Talk talk;
    talk.opened().says(up, 10).fin(up).fin(down).after(1000).syn().after(40).syn_ack().after(10);
    Reduction reduction = talk.reduced(1);
    EXPECT_EQ(reduction.packets_beyond_limit(), 1U);  // its SYN; what follows is not told apart
    EXPECT_EQ(reduction.take().size(), 1U);
}

TEST(Reduction, LetsDatagramsKeepTheirOwnTimeAfterTheFirstAnswer) {
    Talk talk;
    talk.datagram(up, 40).after(30).datagram(down, 90).after(100).datagram(up, 40).after(5);
    talk.datagram(down, 10);
    const Conversation said = talk.conversation();
    ASSERT_EQ(said.turns.size(), 4U);
    EXPECT_EQ(said.turns[1].heard, 1U);
    EXPECT_EQ(ms(said.turns[1].pause), 0);
    EXPECT_EQ(ms(said.turns[2].pause), 130);
    EXPECT_EQ(ms(said.turns[3].pause), 105);
    EXPECT_EQ(said.recorded, Recorded::whole);
}

}  // namespace
}  // namespace cordon::testing

#include <gtest/gtest.h>
#include <tins/tins.h>

#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;

constexpr auto ack = tcp_flag::ack, rst = tcp_flag::rst;
constexpr RuleId resets{0}, drops{1}, second{2};

/// A forged packet as another parser reads it.
struct Parsed {
    std::string src, dst, src_mac, dst_mac;
    int src_port = 0, dst_port = 0, ttl = 0, window = 0, ip_id = -1;
    std::uint32_t seq = 0, ack = 0;
    std::uint32_t flags = 0;
    bool has_payload = false;
    bool sums_are_right = false;
};

/// libtins writes lengths and checksums anew: the same bytes come out when ours were right.
Parsed parsed(const std::vector<std::uint8_t>& packet) {
    Tins::EthernetII frame(packet.data(), static_cast<std::uint32_t>(packet.size()));
    Parsed out;
    out.src_mac = frame.src_addr().to_string();
    out.dst_mac = frame.dst_addr().to_string();
    if (const auto* ip = frame.find_pdu<Tins::IP>()) {
        out.src = ip->src_addr().to_string();
        out.dst = ip->dst_addr().to_string();
        out.ttl = ip->ttl();
        out.ip_id = ip->id();
    } else if (const auto* ip6 = frame.find_pdu<Tins::IPv6>()) {
        out.src = ip6->src_addr().to_string();
        out.dst = ip6->dst_addr().to_string();
        out.ttl = ip6->hop_limit();
    }
    if (const auto* tcp = frame.find_pdu<Tins::TCP>()) {
        out.src_port = tcp->sport();
        out.dst_port = tcp->dport();
        out.window = tcp->window();
        out.seq = tcp->seq();
        out.ack = tcp->ack_seq();
        out.flags = tcp->flags();
        out.has_payload = tcp->inner_pdu() != nullptr;
    }
    auto again = frame.serialize();
    again.resize(packet.size());  // libtins pads to 60 bytes
    out.sums_are_right = again == packet;
    return out;
}

class Resetting : public testing::Test {
protected:
    void with(const Reset& reset, bool in_path = true,
              DirectionLimit limit = DirectionLimit::both) {
        wall = std::make_unique<Wall>(std::vector<TestRule>{{.name = "resets",
                                                             .then = {Note{}, reset},
                                                             .residual_then = {reset},
                                                             .direction = limit},
                                                            {.name = "drops", .then = {Drop{}}},
                                                            {.name = "second", .then = {reset}}},
                                      Actor::Config{.in_path = in_path});
    }
    Fate passes(const Wall::Frame& frame) { return wall->arrives(frame, now, no_rule); }
    Fate comes(const Wall::Frame& frame, RuleId rule = resets) {
        wall->emit.told.clear();
        return wall->arrives(frame, now, rule);
    }
    /// Phone says 1,000..1,099, server 5,000..5,199, all acknowledged.
    void conversation() {
        passes(talk.syn());
        passes(talk.syn_ack());
        passes(talk.up(1'000, 5'000, 0));
        passes(talk.up(1'000, 5'000, 100));
        passes(talk.down(5'000, 1'100, 200));
    }
    [[nodiscard]] std::vector<Parsed> injected() const {
        std::vector<Parsed> all;
        for (const Told& told : wall->emit.told) {
            if (told.act == Act::inject_reset) all.push_back(parsed(told.bytes));
        }
        return all;
    }
    static void is(const Parsed& reset, const std::string& to, std::uint32_t seq,
                   std::uint32_t acked) {
        EXPECT_EQ(reset.dst, to);
        EXPECT_EQ(reset.flags, std::uint32_t{rst | ack});
        EXPECT_EQ(reset.seq, seq);
        EXPECT_EQ(reset.ack, acked);
        EXPECT_TRUE(reset.sums_are_right);
        EXPECT_FALSE(reset.has_payload);
    }

    Talk talk;
    const std::string phone = "10.0.0.1", server = "31.13.86.51";
    Time now = start;
    std::unique_ptr<Wall> wall;
};

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

TEST_F(Resetting, LooksLikeAnOrdinaryHostsOwn) {
    with(Reset{});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    for (const Parsed& reset : injected()) {
        EXPECT_EQ(reset.ttl, 64);
        EXPECT_EQ(reset.ip_id, 0);
        EXPECT_EQ(reset.window, 0);
    }
}

TEST_F(Resetting, IsToldAsInjected) {
    with(Reset{});
    conversation();
    now += milliseconds{5};
    comes(talk.up(1'100, 5'200, 50));
    const Told& first = wall->emit.told.at(1);
    EXPECT_EQ(first.what, Told::What::left);
    EXPECT_EQ(first.frame, 0U);
    EXPECT_EQ(first.at, now);
    EXPECT_EQ(first.because, resets);
    EXPECT_EQ(first.flow_id, wall->emit.told[0].flow_id);
    EXPECT_EQ(first.wire_length, first.bytes.size());
    EXPECT_EQ(wall->actor().counts().injected, 2U);
}

TEST_F(Resetting, GoesOnlyToTheEndNamed) {
    with(Reset{.to = Reset::To::client});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    ASSERT_EQ(injected().size(), 1U);
    is(injected()[0], phone, 5'200, 1'150);
    with(Reset{.to = Reset::To::server});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    ASSERT_EQ(injected().size(), 1U);
    is(injected()[0], server, 1'100, 5'200);
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

TEST_F(Resetting, CopiesTheLinkHeaderLastSeenInItsDirection) {
    talk.vlans = {100, 7};
    with(Reset{});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    const auto sent = injected();
    EXPECT_EQ(sent[0].src_mac, "02:00:00:00:00:08");
    EXPECT_EQ(sent[0].dst_mac, "02:00:00:00:00:02");
    EXPECT_EQ(sent[1].src_mac, "02:00:00:00:00:01");
    EXPECT_EQ(sent[1].dst_mac, "02:00:00:00:00:09");
    const Wall::Frame trigger = talk.up(0, 0, 0), &to_server = wall->emit.told.at(2).bytes;
    EXPECT_TRUE(std::equal(trigger.begin(), trigger.begin() + 22, to_server.begin()));
}

TEST_F(Resetting, TurnsTheTriggersLinkHeaderWhereNoOtherWasSeen) {
    with(Reset{});
    comes(talk.syn());
    EXPECT_EQ(injected().at(0).src_mac, "02:00:00:00:00:09");
    EXPECT_EQ(injected().at(0).dst_mac, "02:00:00:00:00:01");
}

TEST_F(Resetting, LeavesByTheInterfaceOfTheLastPacketInItsDirection) {
    with(Reset{});
    const auto by = [](const Wall::Frame& frame, std::uint16_t interface) {
        return Arrival{.bytes = frame,
                       .at = start,
                       .wire_length = static_cast<std::uint32_t>(frame.size()),
                       .interface = InterfaceId{interface}};
    };
    const Wall::Frame up = talk.up(1'000, 5'000, 0), down = talk.down(5'000, 1'000, 0);
    static_cast<void>(wall->arrives(by(up, 3), now, no_rule));
    static_cast<void>(wall->arrives(by(down, 4), now, no_rule));
    static_cast<void>(wall->arrives(by(up, 3), now));
    const auto& told = wall->emit.told;
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[1].interface, InterfaceId{4});
    EXPECT_EQ(told[2].interface, InterfaceId{3});
}

TEST_F(Resetting, RemovesTheRestOfTheFlowInThePath) {
    with(Reset{});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    for (const RuleId rule : {resets, no_rule, drops, second}) {
        const Fate fate = comes(talk.down(5'200, 1'100, 10), rule);
        EXPECT_EQ(fate.act, Act::after_kill);
        EXPECT_EQ(fate.because, resets);
        EXPECT_EQ(comes(talk.up(1'150, 5'200, 10), rule).act, Act::after_kill);
        EXPECT_TRUE(injected().empty());
    }
}

TEST_F(Resetting, LeavesOtherFlowsAlone) {
    with(Reset{});
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    talk.phone_port = 40'001;
    EXPECT_EQ(comes(talk.up(1, 1, 1), no_rule).what, Fate::What::plain_pass);
}

TEST_F(Resetting, HappensOnceAFlowAndRuleOnThePath) {
    with(Reset{}, false);
    conversation();
    comes(talk.up(1'100, 5'200, 50));
    EXPECT_EQ(comes(talk.up(1'150, 5'200, 50)).what, Fate::What::plain_pass);
    EXPECT_TRUE(wall->emit.told.empty());
    comes(talk.up(1'200, 5'200, 50), second);
    EXPECT_EQ(injected().size(), 2U);
}

TEST_F(Resetting, KillsOnlyTheDirectionThatTheRuleTouches) {
    with(Reset{}, true, DirectionLimit::up);
    conversation();
    EXPECT_EQ(comes(talk.down(5'200, 1'100, 10)).what, Fate::What::plain_pass);
    EXPECT_EQ(comes(talk.up(1'100, 5'200, 50)).act, Act::drop);
    EXPECT_EQ(comes(talk.up(1'150, 5'200, 50)).act, Act::after_kill);
    EXPECT_EQ(comes(talk.down(5'210, 1'100, 10)).what, Fate::What::plain_pass);
    // Another rule ends what is left.
    EXPECT_EQ(comes(talk.down(5'220, 1'100, 10), second).act, Act::drop);
    EXPECT_EQ(comes(talk.down(5'230, 1'100, 10)).act, Act::after_kill);
    EXPECT_EQ(comes(talk.up(1'150, 5'200, 50)).act, Act::after_kill);
}

TEST_F(Resetting, NeverAnswersAReset) {
    for (const bool in_path : {true, false}) {
        with(Reset{}, in_path);
        conversation();
        const Fate fate = comes(talk.up(1'100, 5'200, 0, rst | ack));
        EXPECT_EQ(fate.what, in_path ? Fate::What::removed : Fate::What::plain_pass);
        EXPECT_TRUE(injected().empty());
        comes(talk.down(5'200, 1'100, 10));  // the one reset is still to come
        EXPECT_EQ(injected().size(), 2U);
    }
}

TEST_F(Resetting, RemovesAFlowThatIsNotTcpWithoutAnAnswer) {
    const auto datagram = udp_frame({}, {.src = talk.phone, .dst = talk.server}, {40'000, 443}, {});
    with(Reset{});
    EXPECT_EQ(comes(datagram).act, Act::drop);
    EXPECT_EQ(comes(datagram, no_rule).act, Act::after_kill);
    EXPECT_EQ(wall->actor().counts().injected, 0U);
    with(Reset{}, false);
    EXPECT_EQ(comes(datagram).what, Fate::What::plain_pass);
    EXPECT_TRUE(wall->emit.told.empty());
}

TEST_F(Resetting, NeverAnswersAPacketCutWithinItsHeaders) {
    with(Reset{});
    conversation();
    const Wall::Frame whole = talk.up(1'100, 5'200, 50);
    for (std::size_t length = 14 + 20; length < 14 + 20 + 20; ++length) {
        wall->emit.told.clear();
        const Arrival cut{.bytes = Bytes{whole}.first(length),
                          .at = now,
                          .wire_length = static_cast<std::uint32_t>(whole.size())};
        static_cast<void>(wall->arrives(cut, now));
        EXPECT_TRUE(injected().empty()) << length;
    }
}

TEST_F(Resetting, AnswersNothingBetweenMappedAddressesOfIpv6) {
    Wall::Frame strange = talk.up(1'100, 5'200, 0);
    talk.phone = *parse_ip_address("2001:db8::1");
    talk.server = *parse_ip_address("2001:db8::2");
    strange = talk.up(1'100, 5'200, 0);
    constexpr std::array<std::uint8_t, 16> mapped{0, 0, 0,    0,    0,  0, 0, 0,
                                                  0, 0, 0xff, 0xff, 10, 0, 0, 1};
    std::copy(mapped.begin(), mapped.end(), strange.begin() + 14 + 8);
    with(Reset{});
    EXPECT_EQ(comes(strange).act, Act::drop);
    EXPECT_TRUE(injected().empty());
}

TEST_F(Resetting, ServesResidualRulesToo) {
    with(Reset{});
    wall->emit.told.clear();
    static_cast<void>(wall->arrives(talk.syn(), now, resets, true));
    ASSERT_EQ(injected().size(), 1U);
    is(injected()[0], phone, 0, 1'000);
}

TEST(Actor, KnowsWhetherAnyRuleInjects) {
    EXPECT_FALSE(Wall({{.then = {Drop{}}}}).actor().injects());
    EXPECT_TRUE(Wall({{.then = {Delay{}, Reset{}}}}).actor().injects());
    EXPECT_TRUE(Wall({{.then = {Drop{}}, .residual_then = {Reset{}}}}).actor().injects());
}

}  // namespace
}  // namespace cordon::test

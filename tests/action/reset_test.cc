// When the wall resets, how its resets look and leave, and what becomes of the flow.
#include "tests/action/resetting.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;

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
    const Fate down = comes(talk.down(5'230, 1'100, 10)), up = comes(talk.up(1'150, 5'200, 50));
    EXPECT_EQ(down.act, Act::after_kill);
    EXPECT_EQ(down.because, second);
    EXPECT_EQ(up.act, Act::after_kill);
    EXPECT_EQ(up.because, resets);
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

TEST_F(Resetting, RemovesTheRestOfTheFlowAlsoBehindAReset) {
    with(Reset{});
    conversation();
    EXPECT_EQ(comes(talk.up(1'100, 5'200, 0, rst | ack)).act, Act::drop);
    for (const RuleId rule : {no_rule, drops, second}) {
        EXPECT_EQ(comes(talk.up(1'100, 5'200, 10), rule).act, Act::after_kill);
        EXPECT_EQ(comes(talk.down(5'200, 1'100, 10), rule).act, Act::after_kill);
        EXPECT_TRUE(injected().empty());
    }
    // What the rule still owes it gives, once.
    EXPECT_EQ(comes(talk.down(5'210, 1'100, 10)).act, Act::drop);
    EXPECT_EQ(injected().size(), 2U);
    EXPECT_EQ(comes(talk.down(5'220, 1'100, 10)).act, Act::after_kill);
    EXPECT_TRUE(injected().empty());
}

TEST_F(Resetting, RemovesAFlowThatIsNotTcpWithoutAnAnswer) {
    const auto datagram = udp_frame({}, {.src = talk.phone, .dst = talk.server}, {40'000, 443}, {});
    with(Reset{});
    EXPECT_EQ(comes(datagram).act, Act::drop);
    EXPECT_EQ(comes(datagram, no_rule).act, Act::drop);
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
    EXPECT_FALSE(Wall({{.then = {Drop{}}}}).actor().resets());
    EXPECT_TRUE(Wall({{.then = {Delay{}, Reset{}}}}).actor().resets());
    EXPECT_TRUE(Wall({{.then = {Drop{}}, .residual_then = {Reset{}}}}).actor().resets());
}

}  // namespace
}  // namespace cordon::test

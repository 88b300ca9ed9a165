#include <gtest/gtest.h>

#include "tests/classify/flow_story.hh"
#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

using Buffer = FlowStory::Buffer;

Buffer question(char letter) {
    return hex("1234 0100 0001 0000 0000 0000 01") + Buffer{static_cast<std::uint8_t>(letter)} +
           hex("00 001c 0001");
}

Buffer response(char letter) {
    Buffer message = question(letter);
    message[2] = 0x81;
    return message;
}

TEST(UdpFlow, SettlesWithItsFirstQuestion) {
    FlowStory story(53);
    story.udp().up(question('a'));
    EXPECT_TRUE(story.settled());
    EXPECT_EQ(story.questions(), "a");
    EXPECT_EQ(story.facts().dns.first_type, 28);
    EXPECT_EQ(story.app(), "dns signature");
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:value app:value");
}

TEST(UdpFlow, NamesEveryQuestionWhenTheyAreWanted) {
    FlowStory story(53, {.later_names = true});
    story.udp();
    for (char c = 'a'; c < 'z'; ++c) story.up(question(c)).down(response(c));
    EXPECT_EQ(story.up(question('z')).facts().dns.names.size(), 26U);
    EXPECT_EQ(story.facts().dns.types, (decltype(DnsFacts::types){28}));
}

TEST(UdpFlow, TellsNoChangeOfNamesThatAreOnlyCounted) {
    FlowStory story(53, {.later_names = true});
    story.udp();
    const auto ask = [&](std::size_t number) {
        Buffer message = question('a');
        message[13] = static_cast<std::uint8_t>('a' + number / 100);
        message.insert(message.begin() + 12, {2, static_cast<std::uint8_t>('a' + number % 10),
                                              static_cast<std::uint8_t>('a' + number / 10 % 10)});
        return story.up(message).changes().has(FactGroup::dns);
    };
    for (std::size_t i = 0; i < Names::limit; ++i) EXPECT_TRUE(ask(i)) << i;
    EXPECT_FALSE(ask(Names::limit));
    EXPECT_EQ(story.facts().dns.names.size(), Names::limit);
    EXPECT_EQ(story.facts().dns.names.left_out(), 1U);
}

TEST(UdpFlow, TakesNoNameFromAResponse) {
    FlowStory story(53);
    story.udp().down(response('a'));
    EXPECT_EQ(story.app(), "dns signature");
    EXPECT_EQ(story.up(question('b')).questions(), "b");
    FlowStory responses(53);
    responses.udp();
    for (unsigned i = 0; i < classify_limits::datagrams; ++i) responses.down(response('a'));
    EXPECT_TRUE(responses.settled());
    EXPECT_EQ(responses.known(), "tls:absent http:absent dns:absent app:value");
}

TEST(UdpFlow, EndsWithoutAQuestionAtTheLimitAlsoWhenLaterNamesAreWanted) {
    FlowStory story(53, {.payload_shape = true, .later_names = true});
    story.udp();
    for (unsigned i = 1; i < classify_limits::datagrams; ++i) story.down(response('a'));
    EXPECT_EQ(story.facts().of(FactGroup::payload), Known::unknown);
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:unknown app:value");
    story.down(response('a'));
    EXPECT_EQ(story.facts().of(FactGroup::payload), Known::absent);
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:value");
    EXPECT_TRUE(story.settled());
}

TEST(UdpFlow, IsNoDnsOnAnotherPort) {
    EXPECT_EQ(FlowStory(5353).udp().up(question('a')).questions(), "");
    EXPECT_EQ(FlowStory(5300).udp().up(question('a')).questions(), "");
}

TEST(UdpFlow, GivesUpAtTheLimitOfDatagrams) {
    FlowStory story(9999);
    story.udp();
    for (unsigned i = 1; i < classify_limits::datagrams; ++i) story.up(hex("00 11 22 33"));
    EXPECT_FALSE(story.settled());
    EXPECT_TRUE(story.down(hex("00 11 22 33")).settled());
    EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:absent");
}

TEST(UdpFlow, IsKnownByTheShapeOfADatagram) {
    const Buffer stun = hex("0001 0000 2112a442 000102030405060708090a0b");
    EXPECT_EQ(FlowStory(19302).udp().up(stun).app(), "stun signature");
    EXPECT_EQ(FlowStory(443).udp().up(hex("c3 00000001 00 00")).app(), "quic signature");
    Buffer handshake(148, 0x5a);
    handshake[0] = 1;
    handshake[1] = handshake[2] = handshake[3] = 0;
    EXPECT_EQ(FlowStory(51820).udp().up(handshake).app(), "wireguard signature");
}

TEST(UdpFlow, OfACallStaysACallWhateverFollows) {
    const Buffer allocate =
        hex("0003 006a 2112a442 000102030405060708090a0b 4000 0066") + Buffer(102, 0x5a);
    FlowStory story(3478);
    story.udp().up(allocate);
    EXPECT_TRUE(story.settled());
    EXPECT_EQ(story.up(hex("80 f8 00 01")).app(), "whatsapp.call signature");
}

TEST(UdpFlow, MeasuresTheFirstClientDatagramWhenAsked) {
    FlowStory story(443, {.payload_shape = true});
    story.udp().down(hex("c3 00000001 00 00"));
    EXPECT_FALSE(story.settled());
    EXPECT_EQ(story.up(hex("ff 00")).facts().payload->popcount_thousandths, 4000U);
    EXPECT_TRUE(story.settled());
}

}  // namespace
}  // namespace cordon::testing

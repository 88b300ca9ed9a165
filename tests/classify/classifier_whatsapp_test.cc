#include <gtest/gtest.h>

#include <array>

#include "tests/classify/flow_story.hh"
#include "tests/classify/hello_maker.hh"
#include "tests/classify/scan_properties.hh"

// EVIDENCE.md target 37, and each form of section B.2.

namespace cordon::testing {
namespace {

using Buffer = FlowStory::Buffer;

const Buffer routed_2019 = hex("45 44 00 01 00 00 04 08 05 08 02 57 41 02 01 00 00 ee 12");
const Buffer routed_2017 = hex("45 44 00 01 00 00 02 08 00 57 41 02 00 00 00 30 12");

TEST(WhatsappFlow, IsKnownByItsOpeningOnAnyPort) {
    for (const std::uint16_t port : std::array<std::uint16_t, 3>{5222, 443, 80}) {
        for (const Buffer& opening : {hex("57 41 01 05 00 00 17 f8"), hex("57 41 02 00"),
                                      hex("57 41 05 02 00 00 24 12"), routed_2017, routed_2019}) {
            FlowStory story(port);
            EXPECT_EQ(story.syn().up(opening).app(), "whatsapp.chat signature");
            EXPECT_TRUE(story.settled());
            EXPECT_EQ(story.known(), "tls:absent http:absent dns:absent app:value");
        }
    }
}

TEST(WhatsappFlow, IsKnownWhenThePrefixIsSplitAnywhere) {
    for (std::size_t at = 1; at < routed_2017.size(); ++at) {
        const auto cut = routed_2017.begin() + static_cast<std::ptrdiff_t>(at);
        FlowStory story(5222);
        story.syn().up(Buffer(routed_2017.begin(), cut)).up(Buffer(cut, routed_2017.end()));
        EXPECT_EQ(story.app(), "whatsapp.chat signature") << at;
    }
}

TEST(WhatsappFlow, IsKnownByThePrefixWhenNothingElseComes) {
    FlowStory story(5222);
    story.syn().up(hex("45 44 00 01"));
    EXPECT_EQ(story.app(), "unknown none");
    EXPECT_EQ(story.finish().app(), "whatsapp.chat signature");
}

TEST(WhatsappFlow, IsKnownByTheServerAlone) {
    FlowStory noise(5222);
    EXPECT_EQ(noise.syn().down(hex("00 00 36 1a 34 0a 20 5f")).app(), "whatsapp.chat signature");
    FlowStory first(443);
    EXPECT_EQ(first.syn().down(hex("00 00 05 f8 03 01 3a 91")).app(), "whatsapp.chat signature");
}

Buffer frame(std::size_t size) {
    return hex("00 00") + Buffer{static_cast<std::uint8_t>(size)} + Buffer(size, 0x5a);
}

TEST(WhatsappFlow, IsKnownMidwayByItsFrames) {
    FlowStory story(5222);
    story.picked_up().up(frame(40));
    EXPECT_EQ(story.app(), "unknown none");  // one proves little
    EXPECT_EQ(story.down(frame(60)).app(), "whatsapp.chat framing");
    EXPECT_TRUE(story.settled());
}

TEST(WhatsappFlow, NeedsMoreFramesOnTheFallbackPort) {
    FlowStory story(443);
    story.picked_up().up(frame(40)).down(frame(60));
    EXPECT_EQ(story.app(), "unknown none");
    EXPECT_EQ(story.up(frame(20)).app(), "whatsapp.chat framing");
}

TEST(WhatsappFlow, IsNotKnownByFramesThatArriveTwiceOrOnOtherPorts) {
    FlowStory twice(5222);
    twice.picked_up().up_at(0, frame(40)).up_at(0, frame(40)).up_at(0, frame(40));
    EXPECT_EQ(twice.app(), "unknown none");
    FlowStory elsewhere(9999);
    EXPECT_EQ(elsewhere.picked_up().up(frame(40)).down(frame(60)).app(), "unknown none");
    FlowStory opened(5222);  // its opening was seen, and was another
    EXPECT_EQ(opened.syn().up(frame(40)).up(frame(60)).app(), "unknown none");
}

TEST(WhatsappFlow, IsKnownByAddressWhenNothingElseAnswers) {
    FlowStory story(5222);
    story.server("157.240.20.53").picked_up();
    for (unsigned i = 0; i < classify_limits::segments; ++i) story.up(hex("99 98 97 96"));
    EXPECT_EQ(story.app(), "whatsapp.chat address");
    FlowStory named(5222);
    named.server("157.240.20.53").syn().up(HelloMaker().sni("a.example").record());
    EXPECT_EQ(named.app(), "tls signature");
}

TEST(WhatsappFlow, IsKnownByName) {
    const auto app_of = [](const std::string& name) {
        return FlowStory(443).syn().up(HelloMaker().sni(name).record()).app();
    };
    EXPECT_EQ(app_of("mmg-fna.whatsapp.net"), "whatsapp.media name");
    EXPECT_EQ(app_of("v.whatsapp.net"), "whatsapp.register name");
    EXPECT_EQ(app_of("web.whatsapp.com"), "whatsapp.web name");
    EXPECT_EQ(app_of("pps.whatsapp.net"), "whatsapp.other name");
    FlowStory clear(80);
    EXPECT_EQ(clear.syn().up("GET / HTTP/1.1\r\nHost: mmg.whatsapp.net\r\n\r\n").app(),
              "whatsapp.media name");
}

}  // namespace
}  // namespace cordon::testing

#include "sim/classify/whatsapp_chat.hh"

#include <gtest/gtest.h>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string scan(Bytes stream) {
    return text_of(scan_whatsapp_hello(stream), [](const WhatsappHello& hello) {
        return "WA " + std::to_string(hello.major) + "." + std::to_string(hello.minor) +
               (hello.routed ? " routed " : " ") + std::to_string(hello.length);
    });
}

TEST(WhatsappHello, IsReadInTheFormsOfItsYears) {
    // The beginnings of recorded phones, up to the version.
    for (const auto& [bytes, expected] : {
             std::pair{hex("57 41 01 05"), "WA 1.5 4"},  // 2015
             std::pair{hex("57 41 02 00"), "WA 2.0 4"},  // June 2017
             std::pair{hex("45 44 00 01 00 00 02 08 00 57 41 02 00"), "WA 2.0 routed 13"},
             std::pair{hex("45 44 00 01 00 00 04 08 05 08 02 57 41 02 01"), "WA 2.1 routed 15"},
             std::pair{hex("57 41 05 02"), "WA 5.2 4"},  // 2022
             std::pair{hex("57 41 06 03"), "WA 6.3 4"},
         }) {
        SCOPED_TRACE(expected);
        EXPECT_EQ(scan(bytes), expected);
        expect_whole_message(bytes, scan);
    }
}

TEST(WhatsappHello, IsNotTextThatStartsAlike) {
    expect_rejected(bytes_of("WANT"), scan, "other@2");
    expect_rejected(bytes_of("EHLO x"), scan, "other@1");
    expect_rejected(bytes_of("EDIT"), scan, "other@2");
    expect_rejected(hex("57 41 00 00"), scan, "other@2");
    expect_rejected(hex("57 41 10"), scan, "other@2");
    expect_rejected(hex("57 41 02 10"), scan, "other@3");
    expect_rejected(hex("45 44 00 01 00 00 01 08 58 41"), scan, "other@8");
}

TEST(WhatsappHello, MayBeRoutedUpToTheLimit) {
    EXPECT_EQ(scan(hex("45 44 00 01 00 04 00")), "more");
    expect_rejected(hex("45 44 00 01 00 04 01"), scan, "limit@4");
}

TEST(WhatsappPrefix, IsFourBytes) {
    EXPECT_TRUE(has_whatsapp_prefix(hex("45 44 00 01")));
    EXPECT_FALSE(has_whatsapp_prefix(hex("45 44 00")));
    EXPECT_FALSE(has_whatsapp_prefix(hex("45 44 00 02")));
}

TEST(WhatsappAnswer, IsANoiseHelloOrAStreamStart) {
    EXPECT_TRUE(is_whatsapp_answer(hex("00 00 36 1a 34 0a 20 5f")));     // 2017
    EXPECT_TRUE(is_whatsapp_answer(hex("00 01 5d 1a da 02 0a 20 00")));  // two-byte varint
    EXPECT_TRUE(is_whatsapp_answer(hex("00 00 05 f8 03 01 3a 91")));     // 2015
    EXPECT_FALSE(is_whatsapp_answer(hex("00 00 37 1a 34 0a 20 5f")));    // lengths disagree
    EXPECT_FALSE(is_whatsapp_answer(hex("00 00 36 1a 34 0a")));          // cut
    EXPECT_FALSE(is_whatsapp_answer(hex("00 00 36 12 34 0a 20")));
}

TEST(WhatsappFrames, FillTheirSegment) {
    const auto body = std::vector<std::uint8_t>(16, 0x5a);
    EXPECT_TRUE(is_whatsapp_framed(hex("00 00 10") + body));
    EXPECT_TRUE(is_whatsapp_framed(hex("80 00 10") + body));
    EXPECT_TRUE(is_whatsapp_framed(hex("00 00 10") + body + hex("00 00 10") + body));
    EXPECT_FALSE(is_whatsapp_framed(hex("00 00 11") + body));
    EXPECT_FALSE(is_whatsapp_framed(hex("00 00 0f") + std::vector<std::uint8_t>(15, 1)));
    EXPECT_FALSE(is_whatsapp_framed(hex("01 00 10") + body));
    EXPECT_FALSE(is_whatsapp_framed(hex("00 00 10") + body + hex("00")));
    EXPECT_FALSE(is_whatsapp_framed({}));
}

}  // namespace
}  // namespace cordon::testing

#include "sim/classify/stun_message.hh"

#include <gtest/gtest.h>

#include "tests/classify/scan_properties.hh"

namespace cordon::testing {
namespace {

std::string scan(Bytes datagram) {
    return text_of(scan_stun(datagram), [](const StunMessage& message) {
        return std::to_string(message.type) +
               (message.use == StunUse::whatsapp_call ? " whatsapp" : " plain");
    });
}

const auto cookie_and_id = hex("2112a442 000102030405060708090a0b");

std::vector<std::uint8_t> token(std::string_view type) {
    return hex(type) + hex("0066") + std::vector<std::uint8_t>(102, 0x5a);
}

TEST(StunMessage, OfACallToItsRelayCarriesAToken) {
    EXPECT_EQ(scan(hex("0003 006a") + cookie_and_id + token("4000")), "3 whatsapp");
    EXPECT_EQ(scan(hex("0003 006a") + cookie_and_id + token("4001")), "3 whatsapp");
    EXPECT_EQ(scan(hex("0800 006a") + cookie_and_id + token("4000")), "2048 whatsapp");
    EXPECT_EQ(scan(hex("0003 006a") + cookie_and_id + token("4002")), "3 plain");
    EXPECT_EQ(scan(hex("0103 0018") + cookie_and_id + hex("0020 0008 0001ee2471a60672") +
                   hex("4002 0008 0000016b8e0438d1")),
              "259 whatsapp");
}

TEST(StunMessage, OfACallToThePeerHasIntegrityAlone) {
    const auto integrity = hex("0008 0014") + std::vector<std::uint8_t>(20, 0x5a);
    EXPECT_EQ(scan(hex("0001 0018") + cookie_and_id + integrity), "1 whatsapp");
    EXPECT_EQ(scan(hex("0101 0018") + cookie_and_id + integrity), "257 whatsapp");
    EXPECT_EQ(scan(hex("0001 0020") + cookie_and_id + hex("0006 0003 61623a00") + integrity),
              "1 plain");
}

TEST(StunMessage, OfAnybodyElseIsPlain) {
    EXPECT_EQ(scan(hex("0001 0000") + cookie_and_id), "1 plain");
    EXPECT_EQ(scan(hex("0003 0008") + cookie_and_id + hex("0019 0004 11000000")), "3 plain");
}

TEST(StunMessage, IsRejectedAtEveryPrefix) {
    const auto whole = hex("0003 006a") + cookie_and_id + token("4000");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const std::string answer = scan(Bytes{whole}.first(size));
        EXPECT_TRUE(answer.starts_with("other") || answer.starts_with("malformed")) << size;
    }
}

TEST(StunMessage, HasACookieAndFillsItsDatagram) {
    EXPECT_EQ(scan(hex("0001 0000 2112a443 000102030405060708090a0b")), "other@4");
    EXPECT_EQ(scan(hex("8001 0000") + cookie_and_id), "other@0");
    EXPECT_EQ(scan(hex("0001 0004") + cookie_and_id), "malformed@2");
    EXPECT_EQ(scan(hex("0001 0004") + cookie_and_id + hex("0006 0001")), "malformed@20");
}

}  // namespace
}  // namespace cordon::testing

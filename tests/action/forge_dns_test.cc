// When the wall forges DNS answers, whom they claim to come from, and what becomes of the query.
#include <gtest/gtest.h>

#include <string_view>

#include "sim/craft/dns_answer.hh"
#include "tests/action/resetting.hh"

namespace cordon::test {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view question =
    "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\3mmg\10whatsapp\3net\0\x00\x01\x00\x01"sv;

class Forging : public testing::Test {
protected:
    void with(std::vector<Verdict> then, bool in_path = true) {
        wall = std::make_unique<Wall>(
            std::vector<TestRule>{{.name = "forges", .then = std::move(then)}},
            Actor::Config{.in_path = in_path});
    }
    [[nodiscard]] Wall::Frame query(std::string_view payload = question) const {
        return udp_frame({.src = {2, 0, 0, 0, 0, 1}, .dst = {2, 0, 0, 0, 0, 9}, .vlans = vlans},
                         {.src = phone, .dst = resolver}, {.src_port = 40'000, .dst_port = 53},
                         as_bytes(payload));
    }
    [[nodiscard]] Wall::Frame from_server(std::string_view payload) const {
        return udp_frame({}, {.src = resolver, .dst = phone}, {.src_port = 53, .dst_port = 40'000},
                         as_bytes(payload));
    }
    [[nodiscard]] Wall::Frame forged_frame() const {
        const auto answer =
            *dns_answer(as_bytes(question), {.addresses = {&false_address, 1}, .ttl_seconds = 300});
        return udp_frame({.src = {2, 0, 0, 0, 0, 9}, .dst = {2, 0, 0, 0, 0, 1}, .vlans = vlans},
                         {.src = resolver, .dst = phone}, {.src_port = 53, .dst_port = 40'000},
                         answer);
    }
    [[nodiscard]] std::vector<Told> told() const { return wall->emit.told; }

    IpAddress phone = *parse_ip_address("10.0.0.1"), resolver = *parse_ip_address("8.8.8.8");
    const IpAddress false_address = *parse_ip_address("192.0.2.1");
    const ForgeDns forge{.answers = {false_address}, .ttl_seconds = 300};
    std::vector<std::uint16_t> vlans;
    std::unique_ptr<Wall> wall;
};

TEST_F(Forging, TheQueryPassesAndAForgedAnswerRacesTheRealOne) {
    for (const bool in_path : {true, false}) {
        with({forge}, in_path);
        EXPECT_EQ(wall->arrives(query(), start).what, Fate::What::passed);
        ASSERT_EQ(told().size(), 2U);
        EXPECT_EQ(told()[0].what, Told::What::passed);
        EXPECT_EQ(told()[0].bytes, query());
        EXPECT_EQ(told()[1].act, Act::inject_dns);
        EXPECT_EQ(told()[1].at, start);
        EXPECT_EQ(told()[1].frame, 0U);
        EXPECT_EQ(told()[1].bytes, forged_frame());
        EXPECT_EQ(wall->actor().counts().injected, 1U);
        EXPECT_EQ(wall->arrives(from_server(question), start).what, Fate::What::plain_pass);
    }
}

TEST_F(Forging, ADropBehindItTakesTheQueryWhereTheWallIsInPath) {
    with({forge, Drop{}});
    EXPECT_EQ(wall->arrives(query(), start).act, Act::drop);
    ASSERT_EQ(told().size(), 2U);
    EXPECT_EQ(told()[0].what, Told::What::removed);
    EXPECT_EQ(told()[1].act, Act::inject_dns);
    with({forge, Drop{}}, false);
    EXPECT_EQ(wall->arrives(query(), start).what, Fate::What::passed);
    EXPECT_EQ(told().size(), 2U);
}

TEST_F(Forging, ADropBeforeItLeavesNothingToAnswer) {
    with({Drop{}, forge});
    EXPECT_EQ(wall->arrives(query(), start).act, Act::drop);
    EXPECT_EQ(told().size(), 1U);
}

TEST_F(Forging, TheAnswerDoesNotWaitForAQueryThatIsHeld) {
    with({forge, Delay{.by = std::chrono::seconds{1}}});
    EXPECT_EQ(wall->arrives(query(), start).what, Fate::What::held);
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(told()[0].at, start);
    wall->finish();
    EXPECT_EQ(told().at(1).bytes, query());
    EXPECT_EQ(told().at(1).at, start + std::chrono::seconds{1});
}

TEST_F(Forging, EveryQueryOfAFlowIsAnsweredOnce) {
    with({forge, Note{}, forge});
    static_cast<void>(wall->arrives(query(), start));
    static_cast<void>(wall->arrives(query(), start));
    EXPECT_EQ(wall->actor().counts().injected, 2U);
}

TEST_F(Forging, WhatIsNoQueryPassesUnanswered) {
    with({forge});
    for (const std::string_view payload : {""sv, "hello"sv, question.substr(0, 30)}) {
        static_cast<void>(wall->arrives(query(payload), start));
    }
    static_cast<void>(wall->arrives(Talk{.server_port = 53}.up(1, 1, 40), start));
    EXPECT_EQ(wall->actor().counts().injected, 0U);
    EXPECT_EQ(told().size(), 3U);  // TCP is a plain pass
}

TEST_F(Forging, AQueryToAMulticastAddressIsAskedOfNoServer) {
    with({forge});
    resolver = *parse_ip_address("224.0.0.251");
    static_cast<void>(wall->arrives(query(), start));
    phone = *parse_ip_address("2001:db8::2"), resolver = *parse_ip_address("ff02::fb");
    static_cast<void>(wall->arrives(query(), start));
    EXPECT_EQ(wall->actor().counts().injected, 0U);
}

TEST_F(Forging, AnswersOverIpv6AndBehindTags) {
    phone = *parse_ip_address("2001:db8::2"), resolver = *parse_ip_address("2001:db8::53");
    vlans = {100, 7};
    with({forge});
    static_cast<void>(wall->arrives(query(), start));
    EXPECT_EQ(told().at(1).bytes, forged_frame());
}

}  // namespace
}  // namespace cordon::test

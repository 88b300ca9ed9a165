// Targets of EVIDENCE.md part D that need phones and servers around the wall; the number stands
// with each.

#include <gtest/gtest.h>

#include "sim/craft/filler.hh"
#include "sim/craft/tls_flights.hh"
#include "tests/scenario/cases/case_scene.hh"

namespace cordon::testing {
namespace {

using Version = OoniTest::Version;

TEST(Target7, OonisTestSeesNothingOfABlockOfMedia) {
    const Scenario scenario = case_named("port-block-fallback");
    const Policy wall = wall_named("whatsapp-media-name");
    for (const Version version : {Version::legacy, Version::modern}) {
        CaseScene scene(scenario, &wall);
        const OoniTest::Verdict verdict = scene.ooni(version);
        EXPECT_FALSE(verdict.endpoints_blocked);
        EXPECT_FALSE(verdict.registration_blocked);
    }
    EXPECT_EQ(share_of(scenario, &wall, Function::photo_send), 0.0);
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 1.0);
}

TEST(Target8, AFullBlockIsSeenByBothTests) {
    const Scenario scenario = case_named("one-host-in-sixteen");
    const Policy wall = wall_of(
        "    when: server.ip in {158.85.58.0/27, 158.85.224.178}\n"
        "    then: drop\n");
    for (const Version version : {Version::legacy, Version::modern}) {
        CaseScene scene(scenario, &wall);
        const OoniTest::Verdict verdict = scene.ooni(version);
        EXPECT_TRUE(verdict.endpoints_blocked);
        EXPECT_TRUE(verdict.registration_blocked);
    }
}

/// Share of runs of the old test that say "blocked", and what the new one says.
void expect_probes(const Policy& wall, double legacy) {
    CaseScene scene(case_named("one-host-in-sixteen"), &wall);
    EXPECT_FALSE(scene.ooni(Version::modern).endpoints_blocked);
    constexpr std::uint64_t runs = 1000;
    std::uint64_t blocked = 0;
    for (std::uint64_t number = 0; number < runs; ++number) {
        if (scene.ooni(Version::legacy, number).endpoints_blocked) ++blocked;
    }
    EXPECT_NEAR(static_cast<double>(blocked) / runs, legacy, 0.015);
}

TEST(Target8, OneBadHostInSixteenIsSeenByOneRunInSixteenOfTheOldTest) {
    expect_probes(wall_named("one-host-in-sixteen"), 1.0 / 16);
}

TEST(Target8, FifteenBadHostsAreSeenByFifteenRunsInSixteen) {
    expect_probes(wall_of("    when: server.ip in {158.85.58.0/27} and not server.ip in "
                          "{158.85.58.12/31}\n    then: drop\n"),
                  15.0 / 16);
}

TEST(Target9, APhoneFallsBackFromPort5222To443) {
    const Scenario scenario = case_named("port-block-fallback");
    const Policy wall = wall_named("port-block-fallback");
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 1.0);
    CaseScene scene(scenario, &wall);
    EXPECT_FALSE(scene.ooni(Version::legacy).endpoints_blocked);
    EXPECT_FALSE(scene.ooni(Version::modern).endpoints_blocked);
    const IpAddress first = scenario.pool(ServerRole::chat)->addresses.at(0);
    EXPECT_EQ(scene.connect(first, 443), TcpSocket::State::open);
    EXPECT_EQ(scene.connect(first, 5222), TcpSocket::State::ended);
    // Its first text waits for the time-out of the first port.
    const Outcome text = scene.text_over({first}, {5222, 443});
    ASSERT_TRUE(text.complete_after.has_value());
    EXPECT_NEAR(static_cast<double>(text.complete_after->count()) / 1e9, 20, 2);
}

/// Twenty chat addresses, seven of them unreachable on 5222.
class Target10 : public ::testing::Test {
protected:
    static constexpr std::size_t all = 20, bad = 7;
    Target10() {
        ServerPool& chat = *scenario.servers[static_cast<std::size_t>(ServerRole::chat)];
        chat.addresses.resize(all);
        addresses = chat.addresses;
    }
    Scenario scenario = case_named("port-block-fallback");
    Policy wall = wall_of(
        "    when: tcp.dstport == 5222 and server.ip in {158.85.58.0/30, "
        "158.85.58.4/31, 158.85.58.6}\n    then: drop\n");
    std::vector<IpAddress> addresses;
};

TEST_F(Target10, OnePickWithoutAnotherTryWorksAsOftenAsAddressesAreGood) {
    std::size_t open = 0;
    CaseScene scene(scenario, &wall);
    for (const IpAddress& address : addresses) {
        if (scene.connect(address, 5222) == TcpSocket::State::open) ++open;
    }
    EXPECT_EQ(open, all - bad);
}

TEST_F(Target10, APhoneThatTriesOthersGetsThrough) {
    CaseScene scene(scenario, &wall);
    const std::vector<IpAddress> mixed{addresses.at(0), addresses.at(19)};
    EXPECT_TRUE(scene.text_over(mixed, {5222}).complete_after.has_value());
}

TEST_F(Target10, AGoodAddressInAHostsFileRestoresIt) {
    CaseScene behind(scenario, &wall);
    EXPECT_FALSE(behind.text_over({addresses.at(0)}, {5222}).succeeded());
    CaseScene edited(scenario, &wall);
    EXPECT_TRUE(edited.text_over({addresses.at(19)}, {5222}).succeeded());
}

TEST(Target14, WithoutBuiltInAddressesABlockOfNamesStopsTextToo) {
    Scenario scenario = case_named("adblock-2019");
    const Policy wall = wall_named("adblock-2019");
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 1.0);
    scenario.servers[static_cast<std::size_t>(ServerRole::chat)]->built_in.clear();
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 0.0);
}

/// Sends `garbage` bytes that are of no protocol, then a ClientHello for t.co, then downloads;
/// gives the seconds that it took.
Task<double> download(Host& host, Endpoint server, std::uint64_t garbage) {
    constexpr std::uint64_t image = 400'000;  // censoredplanet.org/throttling
    const auto socket = host.connect(server);
    while (socket->state() == TcpSocket::State::connecting) {
        static_cast<void>(co_await socket->changed().wait());
    }
    if (garbage > 0) {
        socket->send(Content::noise(garbage, 7));
        co_await Sleep(host.scheduler(), host.now() + std::chrono::seconds{1});
    }
    Filler filler(1, "t.co");
    socket->send(Content::literal(tls_client_hello("t.co", filler)));
    const Time begun = host.now();
    while (socket->available() < image && socket->state() == TcpSocket::State::open) {
        static_cast<void>(co_await socket->changed().wait());
    }
    const Duration took = host.now() - begun;
    co_return static_cast<double>(took.count()) / 1e9;
}

/// Answers with the image once more than `garbage` bytes have come.
Task<void> answer(std::unique_ptr<TcpSocket> socket, std::uint64_t garbage) {
    while (socket->available() <= garbage) {
        static_cast<void>(co_await socket->changed().wait());
    }
    socket->send(Content::noise(400'000, 1));
    while (socket->state() == TcpSocket::State::open) {
        static_cast<void>(co_await socket->changed().wait());
    }
}

double seconds_after(std::uint64_t garbage) {
    // What was measured of the throttling of 2021: the name anywhere in the first bytes that are
    // looked at; a first packet of 101 bytes or more that is of no protocol ends the looking.
    const Policy wall = wall_of(
        "    when: tls.sni == t.co or (payload.len <= 100 and stream.up contains \"t.co\")\n"
        "    then: { throttle: { rate: 140 kbit/s, burst: 16 KiB, each: direction } }\n");
    CaseScene scene(case_named("port-block-fallback"), &wall);
    WorldHost& server =
        scene.world.add_host({.name = "t.co", .addresses = {IpAddress::v4(0xcb007105)}});
    std::vector<Task<void>> answers;
    server.listen(443, [&](std::unique_ptr<TcpSocket> socket) {
        answers.push_back(answer(std::move(socket), garbage));
        answers.back().start();
    });
    return scene.run(download(scene.host, {.address = server.address(), .port = 443}, garbage));
}

TEST(Target18, AHelloBehindManyStrangeBytesIsNotThrottled) {
    // 400 kB at 140 kbit/s take 22.9 s, less the bucket's 16 KiB.
    EXPECT_NEAR(seconds_after(0), 22, 3);
    EXPECT_NEAR(seconds_after(100), 22, 3);
    EXPECT_LT(seconds_after(101), 3);
}

TEST(Target39, ARateOf140KilobitsAloneDoesNotHoldAPhotoUpForHours) {
    Scenario scenario = case_named("port-block-fallback");
    scenario.sizes.photo = 1'500'000;
    const Policy slow = wall_of(
        "    when: tls.sni == mmg.whatsapp.net\n"
        "    then: { throttle: { rate: 140 kbit/s } }\n");
    // 1.5 MB in twelve hours are 278 bit/s; at 140 kbit/s they take 86 s, well within 5 minutes.
    EXPECT_EQ(1'500'000 * 8 / (12 * 3600), 277);
    EXPECT_EQ(share_of(scenario, &slow, Function::photo_send), 1.0);
    const Policy slower = wall_of(
        "    when: tls.sni == mmg.whatsapp.net\n"
        "    then: { throttle: { rate: 8 kbit/s } }\n");
    EXPECT_EQ(share_of(scenario, &slower, Function::photo_send), 0.0);
}

TEST(Target38, TheListOf2016StopsTheChatOf2015AndNotThatOf2022) {
    Scenario scenario = case_named("stale-address-list");
    const Policy wall = wall_named("stale-address-list");
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 1.0);
    ServerPool& chat = *scenario.servers[static_cast<std::size_t>(ServerRole::chat)];
    chat.addresses.clear();
    for (const char* address : {"158.85.58.15", "184.173.179.37", "158.85.5.199", "173.192.222.189",
                                "158.85.58.42", "158.85.58.109"}) {
        chat.addresses.push_back(*parse_ip_address(address));
    }
    EXPECT_EQ(share_of(scenario, &wall, Function::text), 0.0);
}

}  // namespace
}  // namespace cordon::testing

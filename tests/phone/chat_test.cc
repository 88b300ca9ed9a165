// The chat session: how it opens, falls back, lives on and comes back.

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using Syn = Hindrance::Syn;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(ChatOpening, SendsItsFirstFourBytesAlone) {
    Scene scene;
    scene.settle();
    ASSERT_EQ(scene.net.carried.size(), 1U);
    const IdealNet::Carried& chat = scene.net.carried.front();
    EXPECT_EQ(chat.server.port, 5222);
    EXPECT_EQ(chat.up_segments.at(0), 4U);
    EXPECT_EQ(chat.up_segments.at(1), 254U);  // peafowl-whatsapp.pcap, 2017
    const std::vector<std::uint8_t> expected{'E', 'D', 0, 1, 0, 0, 2, 8, 0, 'W', 'A', 2, 0};
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), chat.opening.begin()));
}

TEST(ChatOpening, OfJune2017BeginsWithTheVersion) {
    Scene scene;
    scene.settings.has_routing = false;
    scene.settle();
    EXPECT_TRUE(scene.phone().chat_is_open());
    const IdealNet::Carried& chat = scene.net.carried.front();
    EXPECT_EQ(chat.up_segments.at(0), 4U);
    const std::vector<std::uint8_t> expected{'W', 'A', 2, 0};
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), chat.opening.begin()));
}

TEST(ChatOpening, OfAnUnknownNumberIsDenied) {
    Scene scene;
    IdealHost host(scene.net, "10.1.0.99");
    Phone stranger(host, scene.settings, AccountId{99}, Scene::contact);
    const Outcome text = scene.net.run(stranger.attempt(Function::text));
    EXPECT_EQ(text.kind, Kind::waiting);
    EXPECT_EQ(text.why, (Why{.stage = Stage::chat, .trouble = Trouble::denied}));
}

TEST(ChatPort, Blocked5222FallsBackTo443) {  // target 9
    for (const Syn syn : {Syn::refused, Syn::swallowed}) {
        Scene scene;
        scene.hinder_chat(5222, [syn](Hindrance& hindrance) { hindrance.syn = syn; });
        const Outcome text = scene.attempt(Function::text);
        EXPECT_TRUE(text.succeeded()) << ::testing::PrintToString(text);
        EXPECT_EQ(scene.net.carried.back().server.port, 443);
        scene.phone().switch_off();
        EXPECT_TRUE(scene.attempt(Function::text).succeeded(10));  // it knows a good one now
        EXPECT_EQ(scene.net.carried.back().server.port, 443);
    }
}

TEST(ChatPort, BothBlockedEverywhereLeavesTextWaiting) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    const Outcome text = scene.attempt(Function::text);
    EXPECT_EQ(text.kind, Kind::waiting);
    EXPECT_EQ(text.why, (Why{.stage = Stage::chat, .trouble = Trouble::timed_out}));
    EXPECT_EQ(text.took, seconds{60});
}

/// Twenty addresses of which k do not answer on any port: how many of `phones` send a text.
std::size_t texts_sent(int bad, int phones, bool retry) {
    Scene scene;
    scene.settings.chat_built_in.clear();
    scene.settings.chat_ports = {5222};
    if (retry) {  // once round the pool within patience needs shorter waits
        scene.settings.timings.connect = seconds{2};
        scene.settings.timings.longest_pause = seconds{1};
    }
    for (int number = 1; number <= bad; ++number) {
        scene.net.hinder(Scene::chat_host(number), 5222).syn = Syn::swallowed;
    }
    std::size_t sent = 0;
    for (int number = 1; number <= phones; ++number) {
        Phone& phone =
            scene.add_phone(AccountId{static_cast<std::uint32_t>(number)}, Scene::contact);
        const Time began = scene.net.now();
        const Outcome text = scene.net.run(phone.attempt(Function::text));
        phone.switch_off();
        const bool first_try =
            text.complete_after && began + *text.complete_after < began + seconds{2};
        if (retry ? text.succeeded() : first_try) ++sent;
    }
    return sent;
}

TEST(ChatPool, OfWhichSomeAreBadServesThatShareAtTheFirstTryAndAllWithRetries) {  // target 10
    EXPECT_NEAR(static_cast<double>(texts_sent(4, 200, false)) / 200, 12.0 / 16, 0.09);
    EXPECT_NEAR(static_cast<double>(texts_sent(12, 200, false)) / 200, 4.0 / 16, 0.09);
    EXPECT_EQ(texts_sent(4, 50, true), 50U);
    EXPECT_EQ(texts_sent(12, 50, true), 50U);
}

TEST(ChatPool, WithOneAddressMadeGoodByHandServesAll) {  // racaljk/hosts #1305
    Scene scene;
    scene.hinder_chat(5222, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    scene.net.hinder(Scene::chat_host(7), 5222).syn = Syn::passes;
    scene.settings.chat_ports = {5222};
    scene.settings.chat_built_in.clear();
    for (const std::string& name : scene.settings.chat_names) {
        scene.net.rename(name, Scene::chat_host(7));
    }
    EXPECT_TRUE(scene.attempt(Function::text).succeeded(10));
}

TEST(LivingChat, OutlivesABlockOfNewConnections) {
    Scene scene;
    scene.settle();
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    scene.net.run_for(minutes{30});
    EXPECT_TRUE(scene.phone().chat_is_open());
    EXPECT_TRUE(scene.attempt(Function::text).succeeded(10));
    scene.phone().switch_off();
    const Outcome after = scene.attempt(Function::text);
    EXPECT_EQ(after.kind, Kind::waiting);
}

TEST(LivingChat, StaysOpenForHoursOnOneConnection) {
    Scene scene;
    scene.settle();
    scene.net.run_for(std::chrono::hours{3});
    EXPECT_TRUE(scene.phone().chat_is_open());
    EXPECT_EQ(scene.net.carried.size(), 1U);
}

TEST(LivingChat, CutWithoutAWordIsFoundDeadAndOpenedElsewhere) {
    Scene scene;
    scene.settle();
    scene.net.hinder(scene.net.carried.front().server.address).cuts = true;
    scene.net.hinder(scene.net.carried.front().server.address).syn = Syn::refused;
    const Outcome text = scene.attempt(Function::text);
    EXPECT_TRUE(text.succeeded()) << ::testing::PrintToString(text);
    EXPECT_GT(text.took, scene.settings.timings.answer);
    EXPECT_NE(scene.net.carried.back().server.address, scene.net.carried.front().server.address);
}

TEST(LivingChat, CutWithoutAWordIsFoundDeadByAPingWhenNobodyWrites) {
    Scene scene;
    scene.settle();
    const Timings& timings = scene.settings.timings;
    scene.net.hinder(scene.net.carried.front().server.address).cuts = true;
    scene.net.run_for(timings.keep_alive - seconds{6});
    EXPECT_TRUE(scene.phone().chat_is_open());
    scene.net.run_for(seconds{6} + timings.answer + seconds{1});
    EXPECT_FALSE(scene.phone().chat_is_open());
}

TEST(LivingChat, ResetByTheWallIsOpenedAgain) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.reset_after = 800; });
    int delivered = 0;
    for (int text = 0; text < 10; ++text) {
        if (scene.attempt(Function::text).succeeded()) ++delivered;
    }
    EXPECT_EQ(delivered, 10);
    EXPECT_GT(scene.net.carried.size(), 4U);
}

TEST(LivingChat, AnsweredByTheWallIsNotTakenForOpen) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) {
        hindrance.says = "HTTP/1.1 403 Forbidden\r\n\r\n<title>403</title>";
    });
    const Outcome text = scene.attempt(Function::text);
    EXPECT_EQ(text.kind, Kind::waiting);
    EXPECT_EQ(text.why, (Why{.stage = Stage::chat, .trouble = Trouble::garbled}));
}

TEST(LivingChat, CutAtBothEndsIsLetGoByTheServer) {
    Scene scene;
    scene.settle();
    EXPECT_TRUE(scene.messenger.is_online(Scene::alice));
    scene.net.hinder(scene.net.carried.front().server.address).cuts = true;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    scene.net.run_for(ChatServer::idle + seconds{40});
    EXPECT_FALSE(scene.messenger.is_online(Scene::alice));
}

TEST(Dialling, PausesDoubleUpToAMinute) {
    Scene scene;
    scene.settings.chat_built_in.clear();
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::refused; });
    scene.phone().switch_on();
    scene.net.run_for(std::chrono::hours{1});
    const std::size_t rounds = scene.net.asked.size();
    EXPECT_GE(rounds, 60U);
    EXPECT_LE(rounds, 66U);  // 1, 1, 2, 4, ... 32 s, then 60 s each
}

TEST(Dialling, IsTheSameForTheSameSeedAndPhone) {
    const auto servers = [](std::uint64_t seed) {
        Scene scene;
        scene.settings.seed = seed;
        std::vector<Endpoint> dialled;
        for (int number = 1; number <= 8; ++number) {
            scene.add_phone(AccountId{static_cast<std::uint32_t>(number)}, Scene::contact)
                .switch_on();
        }
        scene.net.run_for(seconds{5});
        for (const IdealNet::Carried& carried : scene.net.carried)
            dialled.push_back(carried.server);
        return dialled;
    };
    EXPECT_EQ(servers(1), servers(1));
    EXPECT_NE(servers(1), servers(2));
}

}  // namespace
}  // namespace cordon::test

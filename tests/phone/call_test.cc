#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using std::chrono::seconds;

void cut_relays(Scene& scene, int from, int to) {
    for (int number = from; number <= to; ++number)
        scene.net.hinder(Scene::relay(number)).cuts = true;
}

TEST(Call, LivesForItsTimeAfterItWasAnswered) {
    Scene scene;
    const Outcome call = scene.attempt(Function::voice_call);
    EXPECT_EQ(call.kind, Kind::delivered) << ::testing::PrintToString(call);
    ASSERT_TRUE(call.complete_after);
    EXPECT_GT(*call.complete_after, seconds{5});
    EXPECT_LT(*call.complete_after, seconds{8});
    EXPECT_GE(call.took, *call.complete_after + call_alive_for);
}

TEST(Call, NeedsOneRelayOfFive) {
    Scene scene;
    cut_relays(scene, 1, 4);
    EXPECT_EQ(scene.attempt(Function::voice_call).kind, Kind::delivered);
    EXPECT_EQ(scene.attempt(Function::video_call).kind, Kind::delivered);
}

TEST(Call, WithoutARelayIsGivenUp) {
    Scene scene;
    cut_relays(scene, 1, 5);
    const Outcome call = scene.attempt(Function::voice_call);
    EXPECT_EQ(call.kind, Kind::gave_up);
    EXPECT_EQ(call.why, (Why{.stage = Stage::call, .trouble = Trouble::no_relay}));
    EXPECT_TRUE(scene.attempt(Function::text).succeeded());
}

TEST(Call, CutAfterTheAnswerIsDropped) {
    Scene scene;
    Task<Outcome> task = scene.phone().attempt(Function::voice_call);
    task.start();
    scene.net.run_for(seconds{15});
    cut_relays(scene, 1, 5);
    scene.net.run_for(seconds{60});
    ASSERT_TRUE(task.done());
    const Outcome call = task.result();
    EXPECT_EQ(call.kind, Kind::gave_up);
    EXPECT_EQ(call.why, (Why{.stage = Stage::call, .trouble = Trouble::silent}));
    EXPECT_FALSE(call.succeeded());
}

TEST(Call, WithoutChatDoesNotRing) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Hindrance::Syn::refused; });
    const Outcome call = scene.attempt(Function::video_call);
    EXPECT_EQ(call.kind, Kind::waiting);
    EXPECT_EQ(call.why, (Why{.stage = Stage::chat, .trouble = Trouble::refused}));
}

TEST(Call, GivesItsPlacesBack) {
    Scene scene;
    ASSERT_EQ(scene.attempt(Function::voice_call).kind, Kind::delivered);
    scene.net.run_for(seconds{1});
    EXPECT_EQ(scene.relays.places(), 0U);
}

TEST(CallBetweenPhones, IsTakenAndHeardAtBothEnds) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    Phone& bob = scene.add_phone(Scene::bob, Scene::alice);
    bob.switch_on();
    scene.net.run_for(seconds{5});
    const Outcome call = scene.net.run(alice.attempt(Function::voice_call));
    EXPECT_EQ(call.kind, Kind::delivered) << ::testing::PrintToString(call);
}

TEST(CallBetweenPhones, IsNotTakenByOneThatIsOff) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    scene.add_phone(Scene::bob, Scene::alice);
    const Outcome call = scene.net.run(alice.attempt(Function::voice_call));
    EXPECT_EQ(call.kind, Kind::gave_up);
    EXPECT_EQ(call.why, (Why{.stage = Stage::call, .trouble = Trouble::unanswered}));
}

}  // namespace
}  // namespace cordon::test

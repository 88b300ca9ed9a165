// Phones as a whole: tries beside each other, tries that are ended, phones that write to phones.

#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Phone, MakesSeveralTriesAtATime) {
    Scene scene;
    std::vector<Task<Outcome>> tasks;
    for (const Function function : all_functions()) {
        tasks.push_back(scene.phone().attempt(function));
        tasks.back().start();
    }
    scene.net.run_for(minutes{15});
    for (Task<Outcome>& task : tasks) {
        ASSERT_TRUE(task.done());
        const Outcome outcome = task.result();
        EXPECT_EQ(outcome.kind, Kind::delivered) << ::testing::PrintToString(outcome);
    }
}

TEST(Phone, ForgetsATryThatIsEndedWhereverItStands) {
    for (const Function function : all_functions()) {
        for (const milliseconds after :
             {milliseconds{0}, milliseconds{120}, milliseconds{420}, milliseconds{950},
              milliseconds{1'350}, milliseconds{6'000}, milliseconds{20'000}}) {
            Scene scene;
            {
                Task<Outcome> task = scene.phone().attempt(function);
                task.start();
                scene.net.run_for(after);
            }
            scene.net.run_for(seconds{30});
            EXPECT_TRUE(scene.attempt(Function::text).succeeded()) << to_text(function);
        }
    }
}

TEST(Phone, MayGoWhileItsServersStay) {
    Scene scene;
    for (const milliseconds after : {milliseconds{50}, milliseconds{330}, milliseconds{4'000}}) {
        scene.messenger.register_account(Scene::bob);
        IdealHost host(scene.net, "10.1.0.77");
        {
            Phone phone(host, scene.settings, Scene::bob, Scene::contact);
            phone.switch_on();
            scene.net.run_for(after);
        }
        scene.net.run_for(seconds{10});
        EXPECT_FALSE(scene.messenger.is_online(Scene::bob));
    }
}

TEST(PhoneToPhone, TextHasOneTickUntilTheOtherIsOn) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    Phone& bob = scene.add_phone(Scene::bob, Scene::alice);
    const Outcome alone = scene.net.run(alice.attempt(Function::text));
    EXPECT_EQ(alone.kind, Kind::sent);
    EXPECT_TRUE(alone.succeeded(10));
    EXPECT_EQ(alone.took, seconds{60});

    Task<Outcome> task = alice.attempt(Function::text);
    task.start();
    scene.net.run_for(seconds{20});
    bob.switch_on();
    scene.net.run_for(seconds{5});
    ASSERT_TRUE(task.done());
    EXPECT_EQ(task.result().kind, Kind::delivered);
}

TEST(PhoneToPhone, PhotoIsFetchedByTheOther) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    Phone& bob = scene.add_phone(Scene::bob, Scene::alice);
    bob.switch_on();
    EXPECT_EQ(scene.net.run(alice.attempt(Function::photo_send)).kind, Kind::delivered);
    scene.net.run_for(minutes{1});
    EXPECT_EQ(scene.connections_to(Scene::media()), 2U);
    EXPECT_GT(scene.net.carried.back().down, 178'544U);
}

TEST(PhoneToPhone, TicksComeThoughTheSenderWasAwayMeanwhile) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    Phone& bob = scene.add_phone(Scene::bob, Scene::alice);
    Task<Outcome> task = alice.attempt(Function::photo_send);
    task.start();
    scene.net.run_for(seconds{10});
    alice.switch_off();
    bob.switch_on();
    scene.net.run_for(seconds{10});
    alice.switch_on();
    scene.net.run_for(seconds{10});
    ASSERT_TRUE(task.done());
    EXPECT_EQ(task.result().kind, Kind::delivered);
}

TEST(Patience, IsAnArgument) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Hindrance::Syn::swallowed; });
    scene.settings.patience_percent = 50;
    EXPECT_EQ(scene.attempt(Function::text).took, seconds{30});
    scene.settings.patience_percent = 200;
    EXPECT_EQ(scene.attempt(Function::text).took, seconds{120});
}

}  // namespace
}  // namespace cordon::test

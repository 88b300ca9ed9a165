// Uploads and downloads under a wall that lets something through.

#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using Syn = Hindrance::Syn;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Resume, AddsUpOverTriesThatAreCutShort) {
    Scene scene;
    scene.net.hinder(Scene::media()).reset_after = 60'000;
    const Outcome photo = scene.attempt(Function::photo_send);
    EXPECT_EQ(photo.kind, Kind::delivered) << ::testing::PrintToString(photo);
    EXPECT_GE(scene.connections_to(Scene::media()), 4U);  // 178,544 / 60,000, rounded up
    EXPECT_LE(scene.connections_to(Scene::media()), 5U);
}

TEST(Resume, AddsUpUnderALimitThatOneTryCannotMeet) {
    Scene scene;
    scene.net.hinder(Scene::media()).up_bytes_a_second = 4'000;  // 45 s, and a try has 30
    const Outcome photo = scene.attempt(Function::photo_send);
    EXPECT_EQ(photo.kind, Kind::delivered) << ::testing::PrintToString(photo);
    EXPECT_EQ(scene.connections_to(Scene::media()), 2U);
    EXPECT_GT(photo.took, seconds{45});
}

TEST(Resume, DoesNotAddUpUnderABlock) {
    Scene scene;
    scene.net.hinder(Scene::media()).reset_after = 2'000;  // hello and finish, then nothing
    const Outcome photo = scene.attempt(Function::photo_send);
    EXPECT_EQ(photo.kind, Kind::gave_up);
    EXPECT_EQ(scene.connections_to(Scene::media()), 6U);
}

TEST(Resume, IsNotThereIn2020) {
    Scene scene;
    scene.settings.exchange = MediaExchange::of_2020;
    scene.net.hinder(Scene::media()).up_bytes_a_second = 4'000;
    const Outcome photo = scene.attempt(Function::photo_send);
    EXPECT_FALSE(photo.succeeded());
    EXPECT_EQ(photo.why, (Why{.stage = Stage::upload, .trouble = Trouble::slow}));
}

TEST(Resume, SendsNoByteTwiceThatTheServerHas) {
    Scene scene;
    scene.net.hinder(Scene::media()).reset_after = 60'000;
    ASSERT_TRUE(scene.attempt(Function::photo_send).succeeded());
    // What was in a record that did not arrive whole goes again: at most 8 KiB a try, and the
    // handshakes.
    EXPECT_LT(scene.bytes_up_to(Scene::media()), 178'544U + 5 * (8'192 + 2'000 + 8'192));
}

TEST(Exchange, Of2020SucceedsWithoutAWall) {
    for (const Function function : {Function::photo_send, Function::photo_forward,
                                    Function::voice_note, Function::video_send}) {
        Scene scene;
        scene.settings.exchange = MediaExchange::of_2020;
        const Outcome outcome = scene.attempt(function);
        EXPECT_EQ(outcome.kind, Kind::delivered) << ::testing::PrintToString(outcome);
    }
}

TEST(ForwardedPhoto, NeedsNoUpload) {
    for (const MediaExchange exchange : {MediaExchange::of_2017, MediaExchange::of_2020}) {
        Scene scene;
        scene.settings.exchange = exchange;
        EXPECT_EQ(scene.attempt(Function::photo_forward).kind, Kind::delivered);
        EXPECT_EQ(scene.connections_to(Scene::media()), 0U);
    }
}

TEST(PhotoSent, GoesUpOnceInAllItsBytes) {
    Scene scene;
    ASSERT_TRUE(scene.attempt(Function::photo_send).succeeded());
    EXPECT_EQ(scene.connections_to(Scene::media(), 443), 1U);
    // 178,544 B in 22 records of 29 B more, a request, and the handshake.
    EXPECT_GT(scene.bytes_up_to(Scene::media()), 178'544U + 22 * 29);
    EXPECT_LT(scene.bytes_up_to(Scene::media()), 178'544U + 22 * 29 + 1'200);
}

TEST(PhotoReceived, ShowsItsPreviewWhileThePictureComes) {
    Scene scene;
    scene.net.hinder(Scene::media()).down_bytes_a_second = 2'000;  // 113 s
    const Outcome photo = scene.attempt(Function::photo_receive);
    EXPECT_EQ(photo.kind, Kind::delivered) << ::testing::PrintToString(photo);
    EXPECT_GT(photo.took, seconds{110});

    Scene slower;
    slower.net.hinder(Scene::media()).down_bytes_a_second = 500;
    const Outcome half = slower.attempt(Function::photo_receive);
    EXPECT_EQ(half.kind, Kind::preview_only) << ::testing::PrintToString(half);
    EXPECT_EQ(half.took, minutes{5});
}

TEST(PhotoReceived, WaitsWithoutChat) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::refused; });
    const Outcome photo = scene.attempt(Function::photo_receive);
    EXPECT_EQ(photo.kind, Kind::waiting);
    EXPECT_EQ(photo.why, (Why{.stage = Stage::chat, .trouble = Trouble::refused}));
}

TEST(PhotoReceived, ComesWhenChatIsBack) {
    Scene scene;
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::refused; });
    Task<Outcome> task = scene.phone().attempt(Function::photo_receive);
    task.start();
    scene.net.run_for(minutes{2});
    scene.net.clear_hindrances();
    scene.net.run_for(minutes{3});
    ASSERT_TRUE(task.done());
    EXPECT_EQ(task.result().kind, Kind::delivered);
}

TEST(PhotoReceived, IsAskedForOverChatWhenNobodyActsForTheContact) {
    Scene scene;
    scene.settings.contacts = nullptr;
    EXPECT_EQ(scene.attempt(Function::photo_receive).kind, Kind::delivered);
    EXPECT_EQ(scene.attempt(Function::video_receive).kind, Kind::delivered);
}

}  // namespace
}  // namespace cordon::test

// What fails, and with which words, when a wall stands in the way of one part of the service.

#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using Syn = Hindrance::Syn;
using std::chrono::seconds;

void expect(const Outcome& outcome, Kind kind, Why why) {
    EXPECT_EQ(outcome.kind, kind) << ::testing::PrintToString(outcome);
    EXPECT_EQ(outcome.why, why) << ::testing::PrintToString(outcome);
    const bool is_success = kind == Kind::delivered || kind == Kind::sent;
    EXPECT_EQ(outcome.succeeded(), is_success) << ::testing::PrintToString(outcome);
}

void expect_works(const Outcome& outcome) {
    expect(outcome, Kind::delivered, Why{});
}

/// What every block of the media hosts does, whatever its manner.
void expect_media_fail(Scene& scene, Trouble trouble) {
    const Why upload{.stage = Stage::upload, .trouble = trouble};
    const Why download{.stage = Stage::download, .trouble = trouble};
    expect_works(scene.attempt(Function::text));
    expect_works(scene.attempt(Function::photo_forward));
    expect_works(scene.attempt(Function::voice_call));
    expect_works(scene.attempt(Function::web_page));
    expect(scene.attempt(Function::photo_send), Kind::gave_up, upload);
    expect(scene.attempt(Function::voice_note), Kind::waiting, upload);
    expect(scene.attempt(Function::video_send), Kind::gave_up, upload);
    expect(scene.attempt(Function::photo_receive), Kind::preview_only, download);
    expect(scene.attempt(Function::video_receive), Kind::preview_only, download);
}

TEST(MediaBlocked, BySilenceStopsPicturesAndVoiceNotesOnly) {
    Scene scene;
    scene.net.hinder(Scene::media()).syn = Syn::swallowed;
    expect_media_fail(scene, Trouble::timed_out);
}

TEST(MediaBlocked, ByRefusalIsToldSoAtOnce) {
    Scene scene;
    scene.net.hinder(Scene::media()).syn = Syn::refused;
    const Outcome photo = scene.attempt(Function::photo_send);
    expect(photo, Kind::gave_up, {.stage = Stage::upload, .trouble = Trouble::refused});
    EXPECT_LT(photo.took, seconds{20});
    expect(scene.attempt(Function::voice_note), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::refused});
    expect_works(scene.attempt(Function::text));
}

TEST(MediaBlocked, ByItsNameStopsTheSame) {
    Scene scene;
    scene.net.forbid_names("mmg");
    expect(scene.attempt(Function::photo_send), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::no_name});
    expect(scene.attempt(Function::photo_receive), Kind::preview_only,
           {.stage = Stage::download, .trouble = Trouble::no_name});
    expect_works(scene.attempt(Function::text));
    expect_works(scene.attempt(Function::photo_forward));
}

TEST(MediaBlocked, AfterTheHelloLeavesTheConnectionSilent) {
    Scene scene;
    scene.net.hinder(Scene::media()).cuts = true;
    const Outcome photo = scene.attempt(Function::photo_send);
    expect(photo, Kind::gave_up, {.stage = Stage::upload, .trouble = Trouble::silent});
}

TEST(MediaBlocked, ByAPageOfTheWallIsNotTakenForAnAnswer) {
    Scene scene;
    scene.net.hinder(Scene::media()).says = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    expect(scene.attempt(Function::photo_send), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::garbled});
}

TEST(MediaBlocked, ByAResetIsToldSo) {
    Scene scene;
    scene.net.hinder(Scene::media()).reset_after = 1;
    expect(scene.attempt(Function::photo_send), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::reset});
}

TEST(MediaBlocked, LeavesNoMessageWithTheContact) {
    Scene scene;
    Phone& alice = scene.add_phone(Scene::alice, Scene::bob);
    Phone& bob = scene.add_phone(Scene::bob, Scene::alice);
    bob.switch_on();
    alice.switch_on();
    scene.net.hinder(Scene::media()).syn = Syn::refused;
    const Outcome photo = scene.net.run(alice.attempt(Function::photo_send));
    EXPECT_FALSE(photo.complete_after);
    EXPECT_EQ(scene.connections_to(Scene::media()), 6U);  // hers; his phone had nothing to fetch
}

TEST(RegistrationBlocked, BySilenceStopsRegistrationOnly) {
    Scene scene;
    scene.net.hinder(Scene::registration()).syn = Syn::swallowed;
    expect(scene.attempt(Function::registration), Kind::gave_up,
           {.stage = Stage::registration, .trouble = Trouble::timed_out});
    expect_works(scene.attempt(Function::text));
    expect_works(scene.attempt(Function::photo_send));
}

TEST(WebBlocked, StopsPagesOnly) {
    Scene scene;
    scene.net.hinder(Scene::web()).syn = Syn::refused;
    expect(scene.attempt(Function::web_page), Kind::gave_up,
           {.stage = Stage::web, .trouble = Trouble::refused});
    expect_works(scene.attempt(Function::text));
}

TEST(ShanghaiMobile, HasTextAndNothingElse) {  // target 13: media hosts and v.whatsapp.net dropped
    Scene scene;
    scene.net.hinder(Scene::media()).syn = Syn::swallowed;
    scene.net.hinder(Scene::registration()).syn = Syn::swallowed;
    expect_works(scene.attempt(Function::text));
    EXPECT_FALSE(scene.attempt(Function::photo_send).succeeded(200));
    EXPECT_FALSE(scene.attempt(Function::photo_receive).succeeded(200));
    EXPECT_FALSE(scene.attempt(Function::registration).succeeded(200));
}

TEST(NamesBlocked, LeaveTextWithItsBuiltInAddresses) {  // target 14: lists of ad blockers
    Scene scene;
    scene.net.forbid_names("whatsapp");
    scene.net.forbid_names("fbcdn");
    scene.net.forbid_names("facebook");
    expect_works(scene.attempt(Function::text));
    expect(scene.attempt(Function::photo_send), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::no_name});
    expect(scene.attempt(Function::voice_note), Kind::gave_up,
           {.stage = Stage::upload, .trouble = Trouble::no_name});
    expect(scene.attempt(Function::photo_receive), Kind::preview_only,
           {.stage = Stage::download, .trouble = Trouble::no_name});
    expect(scene.attempt(Function::registration), Kind::gave_up,
           {.stage = Stage::registration, .trouble = Trouble::no_name});
    expect_works(scene.attempt(Function::web_page));
}

TEST(NamesBlocked, ByAnAddressOfNobodyLeaveTextToo) {
    Scene scene;
    for (const std::string& name : scene.settings.chat_names) {
        scene.net.rename(name, Scene::address("127.0.0.1"));
    }
    expect_works(scene.attempt(Function::text));
}

TEST(NamesBlocked, WithoutBuiltInAddressesLeaveNothing) {
    Scene scene;
    scene.settings.chat_built_in.clear();
    scene.net.swallow_names("whatsapp");
    expect(scene.attempt(Function::text), Kind::waiting,
           {.stage = Stage::chat, .trouble = Trouble::no_name});
}

}  // namespace
}  // namespace cordon::test

#include "tools/make-captures/recipe.hh"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace cordon::captures {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A recipe in a folder of its own.
class RecipeText : public testing::Test {
protected:
    Result<Recipe> read(const std::string& text) {
        path = testing::TempDir() + "recipe_test_" +
               testing::UnitTest::GetInstance()->current_test_info()->name() + ".recipe";
        std::ofstream(path) << text;
        return read_recipe(path);
    }
    void TearDown() override { std::filesystem::remove(path); }

    std::string complaint_about(const std::string& text) {
        const auto recipe = read(text);
        return recipe ? "none"
                      : recipe.error().where.substr(path.size()) + " " + recipe.error().what;
    }

    std::string path;
};

constexpr auto with_server = "server: 203.0.113.1, 190 ms away, a.example\n";

TEST_F(RecipeText, SaysWhoIsWhereAndHowFar) {
    const auto recipe = read(
        "starts: 2017-09-26T10:15:00+08:00\nphone: 10.23.0.15\nwall: 12 ms from the phone\n"
        "access: 2 Mbit/s up, 512 kbit/s down\nserver: 203.0.113.1, 0.25 s away, a.example "
        "b.example\n");
    ASSERT_TRUE(recipe) << recipe.error().what;
    EXPECT_EQ(recipe->starts, time_from_ns(1'506'392'100'000'000'000));
    EXPECT_EQ(recipe->phone.to_string(), "10.23.0.15");
    EXPECT_EQ(recipe->wall_from_phone, milliseconds{12});
    EXPECT_EQ(recipe->up_bits_per_second, 2'000'000U);
    EXPECT_EQ(recipe->down_bits_per_second, 512'000U);
    EXPECT_EQ(recipe->server_named("b.example").round_trip, milliseconds{250});
}

TEST_F(RecipeText, OrdersStepsUnderTheirConversation) {
    const auto recipe = read(std::string(with_server) +
                             "at 1.5 s: tls to a.example port 8443\n    up 420  # a request\n"
                             "    wait 80 ms\n    down 611\n    close\n");
    ASSERT_TRUE(recipe) << recipe.error().what;
    const Conversation& talk = recipe->conversations.at(0);
    EXPECT_EQ(talk.at, milliseconds{1500});
    EXPECT_EQ(talk.port, 8443);
    ASSERT_EQ(talk.steps.size(), 4U);
    EXPECT_EQ(talk.steps[0].bytes, 420U);
    EXPECT_EQ(talk.steps[1].time, milliseconds{80});
    EXPECT_EQ(talk.steps[3].kind, Step::Kind::close);
}

TEST_F(RecipeText, TakesOverAnotherSession) {
    const std::string session = testing::TempDir() + "other.recipe";
    std::ofstream(session) << with_server << "at 0 s: look up a.example\n";
    const auto recipe =
        read("session: other.recipe\ntunnel: wireguard to 198.51.100.77 port 51820\n");
    std::filesystem::remove(session);
    ASSERT_TRUE(recipe) << recipe.error().what;
    EXPECT_EQ(recipe->conversations.size(), 1U);
    EXPECT_EQ(recipe->tunnel->port, 51820);
}

TEST_F(RecipeText, NamesTheLineOfWhatItDoesNotUnderstand) {
    EXPECT_EQ(complaint_about("seed: 1\nphone: nowhere\n"), ":2 wanted: phone: ADDRESS");
    EXPECT_EQ(complaint_about("    up 5\n"), ":1 an indented line needs an `at` line above it");
    EXPECT_EQ(complaint_about("at 0 s: look up a.example\n"),
              ":1 no `server:` above has the name a.example");
    EXPECT_EQ(complaint_about("at 0 s: call over the relays\n"),
              ":1 a call needs `relays:` above it");
}

TEST_F(RecipeText, RefusesWhatItWouldHaveToGuess) {
    const std::string talk = std::string(with_server) + "at 0 s: tls to a.example\n";
    EXPECT_NE(complaint_about("starts: 2017-09-26T10:15:00\n"), "none");  // no offset
    EXPECT_NE(complaint_about("wall: 12 from the phone\n"), "none");      // no unit
    EXPECT_NE(complaint_about(talk + "    up 0\n"), "none");
    EXPECT_NE(complaint_about(talk + "    up 5 bytes\n"), "none");
    EXPECT_NE(complaint_about("tunnel: wireguard to 198.51.100.77 port 65536\n"), "none");
    EXPECT_EQ(complaint_about("tunnel: wireguard to 198.51.100.77 port 65535\n"), "none");
}

}  // namespace
}  // namespace cordon::captures

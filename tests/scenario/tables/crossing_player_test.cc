// The phones of the case of 2017 under its candidates, at the smallest size.
#include "sim/scenario/tables/crossing_player.hh"

#include <gtest/gtest.h>

#include "sim/scenario/candidate/file/load_candidate.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/observations/file/load_observations.hh"

namespace cordon::testing {
namespace {

class PlayingCrossings : public ::testing::Test {
protected:
    PlayingCrossings() {
        auto read = load_observations("policies/whatsapp-2017/observations.yaml");
        auto loaded = load_scenario("policies/whatsapp-2017/scenario.yaml");
        EXPECT_TRUE(read && loaded);
        if (!read || !loaded) return;
        observations = read->observations;
        scenario = loaded->scenario;
        scenario.places.resize(1);
        scenario.places[0].operators[0].phones = 4;
        scenario.places[0].operators[0].vpn = {};
        scenario.places[0].operators[1].phones = 1;
    }
    std::vector<TryCount> play(const std::string& name, std::size_t wave,
                               const std::vector<double>& turns) {
        const auto loaded =
            load_candidate("policies/whatsapp-2017/candidates/" + name + ".yaml", &observations);
        EXPECT_TRUE(loaded) << name;
        const Wave& when = observations.waves.at(wave);
        const CrossingPlayer player(scenario, small);
        return player({.candidate = &loaded->candidate,
                       .wave = &when,
                       .settings = settings_at(loaded->candidate, when.name, turns)},
                      probes);
    }

    static constexpr CrossingPlayer::Size small{.days = 2, .fewest = 2};
    std::vector<std::string> probes{"text", "photo-send", "photo-send (roaming)", "web-page"};
    Observations observations;
    Scenario scenario;
};

/// So many tries, all successful however long people wait.
TryCount all_of(std::uint32_t tries) {
    return {tries, tries, tries, tries};
}

TEST_F(PlayingCrossings, NothingHappensWhereTheWallIsTurnedToNothing) {
    const auto counts = play("names-drop", 0, {0});
    EXPECT_EQ(counts[0], (all_of(8)));
    EXPECT_EQ(counts[1], (all_of(8)));
    EXPECT_EQ(counts[2], (all_of(2)));
}

/// What was read and checked is what is played.
TEST_F(PlayingCrossings, ACandidateIsPlayedAsItWasWhenItWasRead) {
    auto read = load_candidate("policies/whatsapp-2017/candidates/names-drop.yaml", &observations);
    ASSERT_TRUE(read);
    read->candidate.texts[read->candidate.path] = "policy: nothing\nrules: []\n";
    const Wave& july = observations.waves.at(0);
    const auto counts = CrossingPlayer(scenario, small)(
        {.candidate = &read->candidate, .wave = &july, .settings = {}}, probes);
    EXPECT_EQ(counts[1], (all_of(8)));
}

TEST_F(PlayingCrossings, PhotosFailByNameAndTextPassesInJuly) {
    const auto counts = play("names-drop", 0, {1});
    EXPECT_EQ(counts[0], (all_of(8)));
    EXPECT_EQ(counts[1], (TryCount{8}));
    EXPECT_EQ(counts[2], (all_of(2)));
    EXPECT_EQ(counts[3], (all_of(8)));
}

TEST_F(PlayingCrossings, ForgedAnswersKeepPhotosFromTheirServers) {
    const auto counts = play("dns-forged", 0, {1, 0.5});
    EXPECT_EQ(counts[0].successes, 8U);
    EXPECT_EQ(counts[1].successes, 0U);
}

TEST_F(PlayingCrossings, ServersThatAreSilentAnswerNobodyAnywhere) {
    const auto counts = play("outage", 1, {1});
    EXPECT_EQ(counts[0].successes, 0U);
    EXPECT_EQ(counts[2].successes, 0U);
    EXPECT_EQ(counts[3].successes, 8U);  // another site
}

/// At 16 kbit/s a photo takes a minute and a half, and its patience is five.
TEST_F(PlayingCrossings, CountWhoWouldNotHaveWaitedAndWhoWouldStillHave) {
    scenario.patience_percent = 30;
    const auto counts = play("rate-by-address", 0, {1, 0.29});
    EXPECT_EQ(counts[1].at_half, 0U);
    EXPECT_GT(counts[1].at_double, counts[1].at_half);
    EXPECT_GE(counts[1].at_double, counts[1].successes);
    EXPECT_EQ(counts[0], (all_of(8)));
}

/// Sound takes some 25 kbit/s, picture 130; relays lie among the addresses of media, and no name is
/// said to them.
TEST_F(PlayingCrossings, ARateByAddressBreaksVideoCallsBeforeVoiceCallsAndOneByNameNone) {
    probes = {"voice-call", "video-call"};
    const auto at_32 = play("rate-by-address", 0, {1, 3.0 / 7});
    EXPECT_EQ(at_32[0], (all_of(8)));
    EXPECT_EQ(at_32[1], (TryCount{8}));
    EXPECT_EQ(play("rate-by-address", 0, {1, 0})[0], (TryCount{8}));
    EXPECT_EQ(play("rate-by-name", 0, {1, 0})[1], (all_of(8)));
}

TEST_F(PlayingCrossings, WithoutAWallAllWorks) {
    const CrossingPlayer player(scenario, small);
    const auto counts = player({}, probes);
    EXPECT_EQ(counts[1], (all_of(8)));
    EXPECT_EQ(player.fewest_tries(probes), 2U);
}

TEST_F(PlayingCrossings, TriesSoOftenADayThatThereAreAsManyTriesAsAreAskedFor) {
    const CrossingPlayer player(scenario, {.days = 2, .fewest = 5});
    EXPECT_EQ(player.fewest_tries({"text"}), 8U);            // 4 phones
    EXPECT_EQ(player.fewest_tries({"text (roaming)"}), 6U);  // 1 phone, 3 times a day
    const auto counts = player({}, {"text", "text (roaming)"});
    EXPECT_EQ(counts[0].tries, 8U);
    EXPECT_EQ(counts[1].tries, 6U);
}

TEST_F(PlayingCrossings, AllPhonesInsideTryWithoutAVpnAndThroughIt) {
    scenario.places[0].operators[0].vpn = Share{250'000};
    probes = {"photo-send", "photo-send (vpn)"};
    const auto counts = play("names-drop", 0, {1});
    EXPECT_EQ(counts[0], (TryCount{8, 0}));
    EXPECT_EQ(counts[1], (all_of(8)));
}

/// What is tried beside it over another road moves nothing.
TEST_F(PlayingCrossings, EachRoadIsPlayedByItself) {
    const auto together = play("names-drop", 0, {0.5});
    probes = {"text", "photo-send", "web-page"};
    const auto direct = play("names-drop", 0, {0.5});
    EXPECT_EQ(together[1], direct[1]);
    probes = {"photo-send (roaming)"};
    EXPECT_EQ(together[2], play("names-drop", 0, {1})[0]);
}

TEST_F(PlayingCrossings, SaysWhatTheScenarioCannotPlay) {
    const CrossingPlayer player(scenario, small);
    EXPECT_FALSE(player.cannot_play(probes));
    EXPECT_EQ(player.cannot_play({"text (vpn)"}), "no phone of the scenario plays 'text (vpn)'");
    EXPECT_EQ(player.cannot_play({"telegraph"}), "nothing is called 'telegraph'");
}

}  // namespace
}  // namespace cordon::testing

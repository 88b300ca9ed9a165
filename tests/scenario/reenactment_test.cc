#include "sim/scenario/reenact/reenactment.hh"

#include <gtest/gtest.h>

#include "sim/policy/file/load.hh"
#include "sim/scenario/reenact/reenact_report.hh"
#include "tests/scenario/talk.hh"

namespace cordon::testing {
namespace {

constexpr Direction up = Direction::up;
constexpr Direction down = Direction::down;

/// A request, an answer of several segments after a pause, and an end in order.
Conversation answered() {
    Talk talk;
    talk.opened().after(5).says(up, "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n").after(90);
    for (int i = 0; i < 20; ++i) talk.says(down, Talk::full);
    talk.says(down, 700).after(10).acks(up).after(2000).fin(up).after(41).fin(down);
    return talk.conversation();
}

Policy policy_of(const std::string& rule) {
    const MemoryFiles files;
    auto loaded =
        parse_policy("policy: p\nrules:\n  - " + rule + "\n    source: test\n", "p.yaml", files);
    EXPECT_TRUE(loaded.has_value()) << to_text(loaded.error().front());
    return loaded ? std::move(loaded->policy) : Policy{};
}

Reenacted played(Conversation said, const Policy* policy = nullptr) {
    std::vector<Conversation> all;
    all.push_back(std::move(said));
    const RecordedPaths paths = measure_paths(all, nullptr);
    lengthen_pauses(all, paths);
    ReenactOptions options;
    options.policy = policy;
    return reenact(all, paths, options).conversations.front();
}

TEST(Reenactment, SaysTheSameInTheSameTimeWithoutAWall) {
    const Conversation said = answered();
    const Reenacted again = played(said);
    EXPECT_EQ(again.ended, Ended::complete);
    EXPECT_EQ(again.heard[0], said.side(up).bytes);
    EXPECT_EQ(again.heard[1], said.side(down).bytes);
    EXPECT_NEAR(static_cast<double>(again.lasted.count()), static_cast<double>(said.lasted.count()),
                0.05 * static_cast<double>(said.lasted.count()));
}

TEST(Reenactment, IsNotOpenedWhereTheWallDropsTheSyn) {
    const Policy drop = policy_of("rule: r\n    when: tcp.dstport == 443\n    then: drop");
    const Reenacted again = played(answered(), &drop);
    EXPECT_EQ(again.ended, Ended::not_opened);
    EXPECT_EQ(again.heard[0] + again.heard[1], 0U);
}

TEST(Reenactment, IsCutShortWhereTheWallResets) {
    const Policy reset = policy_of("rule: r\n    when: http.host == a.example\n    then: reset");
    const Reenacted again = played(answered(), &reset);
    EXPECT_EQ(again.ended, Ended::reset);
    EXPECT_EQ(again.heard[1], 0U);
}

TEST(Reenactment, TakesLongerWhereTheWallSlowsItDown) {
    const Policy slow = policy_of(
        "rule: r\n    when: tcp.dstport == 443\n    then: { throttle: { rate: 64 kbit/s } }\n"
        "    direction: down");
    const Conversation said = answered();
    const Reenacted again = played(said, &slow);
    EXPECT_EQ(again.ended, Ended::complete);
    EXPECT_EQ(again.heard[1], said.side(down).bytes);
    // 29,660 bytes at 64 kbit/s.
    EXPECT_GT(again.lasted, said.lasted + std::chrono::seconds{1});
}

TEST(Reenactment, RefusesWhatWasRefused) {
    Talk talk;
    talk.syn().after(40).rst(down);
    EXPECT_EQ(played(talk.conversation()).ended, Ended::complete);
}

TEST(Reenactment, CarriesDatagramsWhole) {
    Talk talk;
    talk.datagram(up, 40).after(30).datagram(down, 900).after(100).datagram(up, 1400);
    const Conversation said = talk.conversation();
    const Reenacted again = played(said);
    EXPECT_EQ(again.ended, Ended::complete);
    EXPECT_EQ(again.lasted, said.lasted);
    const Policy drop = policy_of("rule: r\n    when: udp.dstport == 443\n    then: drop");
    EXPECT_EQ(played(said, &drop).ended, Ended::unheard);
}

TEST(Reenactment, LeavesOutWhatItCannotModelAndSaysWhy) {
    Talk talk;
    talk.says(up, 10).says(down, 20);
    const Conversation said = talk.conversation();
    EXPECT_EQ(played(said).ended, Ended::not_played);
    EXPECT_EQ(why_not_played(said, false), "mid-flow: the recording begins after they do");
}

TEST(Reenactment, WaitsForNothingThatTheRecordingLacks) {
    Talk talk;
    talk.opened().says(up, 10).unseen(up, 90).after(60).says(down, 20).after(20).acks(up);
    const Reenacted again = played(talk.conversation());
    EXPECT_EQ(again.ended, Ended::complete);
    EXPECT_EQ(again.heard[1], 20U);
}

TEST(Reenactment, PassesOverYearsInWhichNothingHappens) {
    constexpr Duration century = std::chrono::hours{24} * 36'525;
    std::vector<Conversation> all{answered(), answered()};
    all[0].started -= century / 4;
    all[1].started += century;
    all[1].client.port = 50'001;
    const RecordedPaths paths = measure_paths(all, nullptr);
    lengthen_pauses(all, paths);
    int looks = 0;
    ReenactOptions options;
    options.stop = [&looks] { return ++looks > 1'000; };
    const auto again = reenact(all, paths, options).conversations;
    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(again[1].ended, Ended::complete);
}

TEST(RecordedPaths, PutsOpenersInsideAndWhomTheyCallOutside) {
    std::vector<Conversation> all{answered()};
    const RecordedPaths paths = measure_paths(all, nullptr);
    EXPECT_TRUE(paths.hosts.at(all[0].client.address).inside);
    EXPECT_FALSE(paths.hosts.at(all[0].server.address).inside);
    EXPECT_EQ(paths.hosts.at(all[0].server.address).delay, std::chrono::milliseconds{20});
}

TEST(RecordedPaths, SaysWhatNeverMeetsTheWall) {
    std::vector<Conversation> all{answered()};
    CidrSet everybody;
    everybody.add(*parse_cidr("0.0.0.0/0"));
    everybody.seal();
    EXPECT_TRUE(measure_paths(all, &everybody).on_one_side.at(0));
}

TEST(ReenactReport, TellsOfSegmentsThatWereSkipped) {
    const RecordedPaths paths{.hosts = {}, .on_one_side = {false}};
    std::vector<Conversation> all{answered()};
    all[0].sides[0].too_far = 2;
    const std::vector<Reenacted> again(1);
    const ReenactResult result{
        .recorded = all, .without_wall = again, .with_wall = again, .paths = &paths};
    EXPECT_NE(reenact_table(result, 10).find("\n  2 segments were skipped: they lie further ahead"),
              std::string::npos);
    EXPECT_NE(reenact_summary_json(result, {}).find("\"segments_too_far_ahead\": 2,"),
              std::string::npos);
}

TEST(ReenactReport, TellsOfLimitsThatWereReached) {
    const RecordedPaths paths;
    ReenactResult result{.recorded = {}, .without_wall = {}, .with_wall = {}, .paths = &paths};
    EXPECT_EQ(reenact_table(result, 10).find("Limits"), std::string::npos);
    result.limits_with_wall.wall.flows_evicted = 3;
    EXPECT_NE(reenact_table(result, 10)
                  .find("\nLimits reached, behind it: 3 flows were forgotten before their time"),
              std::string::npos);
    const std::string json = reenact_summary_json(result, {});
    EXPECT_NE(json.find("\"flows_evicted\": 0,"), std::string::npos);  // without a wall
    EXPECT_NE(json.find("\"flows_evicted\": 3,"), std::string::npos);
}

}  // namespace
}  // namespace cordon::testing

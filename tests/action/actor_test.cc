#include "sim/action/actor.hh"

#include <gtest/gtest.h>

#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

using What = Fate::What;

const Talk talk;
// 60 + 40 bytes of IP packet.
Wall::Frame hundred_up() {
    return talk.up(1'000, 5'000, 60);
}
Wall::Frame hundred_down() {
    return talk.down(5'000, 1'000, 60);
}

// A byte a millisecond.
Throttle throttle(Throttle::By by, std::uint64_t burst, Throttle::Each each,
                  std::uint64_t queue = 0) {
    return {
        .rate = BitRate{8'000}, .burst_bytes = burst, .by = by, .queue_bytes = queue, .each = each};
}
Throttle police(std::uint64_t burst, Throttle::Each each = Throttle::Each::direction) {
    return throttle(Throttle::By::police, burst, each);
}
Throttle shape(std::uint64_t burst, std::uint64_t queue) {
    return throttle(Throttle::By::shape, burst, Throttle::Each::direction, queue);
}
Delay delay(int ms) {
    return {.by = milliseconds{ms}, .jitter = {}};
}

std::vector<std::uint64_t> frames_left(const Wall& wall) {
    std::vector<std::uint64_t> frames;
    for (const Told& told : wall.emit.told) {
        if (told.what == Told::What::left) frames.push_back(told.frame);
    }
    return frames;
}
using Frames = std::vector<std::uint64_t>;

TEST(Actor, PassesWithoutAWord) {
    for (const Verdict& verdict : {Verdict{Pass{}}, Verdict{Note{}}}) {
        Wall wall({{.then = {verdict}}});
        EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
        EXPECT_TRUE(wall.emit.told.empty());
    }
}

TEST(Actor, RemovesWhatIsDropped) {
    Wall wall({{.then = {Drop{}}}});
    const Fate fate = wall.arrives(hundred_up(), start);
    EXPECT_EQ(fate.what, What::removed);
    EXPECT_EQ(fate.act, Act::drop);
    ASSERT_EQ(wall.emit.told.size(), 1U);
    EXPECT_EQ(wall.emit.told[0].what, Told::What::removed);
    EXPECT_EQ(wall.emit.told[0].act, Act::drop);
    EXPECT_EQ(wall.emit.told[0].because, RuleId{0});
    EXPECT_EQ(wall.emit.told[0].bytes, hundred_up());
}

TEST(Actor, TouchesOnlyTheDirectionOfTheRule) {
    Wall wall({{.then = {Drop{}}, .direction = DirectionLimit::up},
               {.name = "down", .then = {Drop{}}, .direction = DirectionLimit::down}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::removed);
    EXPECT_EQ(wall.arrives(hundred_down(), start).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_down(), start, RuleId{1}).what, What::removed);
}

TEST(Actor, PolicesEachDirectionByItself) {
    Wall wall({{.then = {police(100)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start).act, Act::police);
    EXPECT_EQ(wall.arrives(hundred_down(), start).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_down(), start).act, Act::police);
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{100}).what, What::plain_pass);
}

struct Sharing {
    Throttle::Each each;
    bool both_directions, flows_of_a_client, clients_of_a_server, all;
};
class EachBucket : public testing::TestWithParam<Sharing> {};

TEST_P(EachBucket, IsSharedByThoseItNames) {
    const Sharing shared = GetParam();
    const auto passes_after_the_first = [&](const Wall::Frame& second) {
        Wall wall({{.then = {police(100, shared.each)}}});
        EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
        return wall.arrives(second, start).what == What::plain_pass;
    };
    const IpAddress another = IpAddress::v4(0x0a0000ff);
    Talk port = talk, server = talk, client = talk, both = talk;
    port.phone_port = server.phone_port = 40'001;
    server.server = both.server = another;
    client.phone = both.phone = IpAddress::v4(0x0a000002);
    EXPECT_FALSE(passes_after_the_first(hundred_up()));
    EXPECT_EQ(passes_after_the_first(hundred_down()), !shared.both_directions);
    EXPECT_EQ(passes_after_the_first(port.up(1, 1, 60)),
              !shared.flows_of_a_client && !shared.clients_of_a_server);
    EXPECT_EQ(passes_after_the_first(server.up(1, 1, 60)), !shared.flows_of_a_client);
    EXPECT_EQ(passes_after_the_first(client.up(1, 1, 60)), !shared.clients_of_a_server);
    EXPECT_EQ(passes_after_the_first(both.up(1, 1, 60)), !shared.all);
}

INSTANTIATE_TEST_SUITE_P(All, EachBucket,
                         testing::Values(Sharing{Throttle::Each::direction, false, false, false,
                                                 false},
                                         Sharing{Throttle::Each::flow, true, false, false, false},
                                         Sharing{Throttle::Each::client, true, true, false, false},
                                         Sharing{Throttle::Each::server, true, false, true, false},
                                         Sharing{Throttle::Each::rule, true, true, true, true}));

TEST(Actor, ChargesTheOriginalLengthOfACutPacket) {
    const Wall::Frame whole = hundred_up();
    const Arrival cut{.bytes = Bytes{whole}.first(60),
                      .at = start,
                      .wire_length = static_cast<std::uint32_t>(whole.size())};
    Wall narrow({{.then = {police(99)}}});
    EXPECT_EQ(narrow.arrives(cut, start).act, Act::police);
    Wall wide({{.then = {police(100)}}});
    EXPECT_EQ(wide.arrives(cut, start).what, What::plain_pass);
}

TEST(Actor, ChargesWhatWasOnTheWireWhereTheHeaderStatesNoLength) {
    Wall::Frame offloaded = hundred_up();
    offloaded[14 + 2] = offloaded[14 + 3] = 0;  // IPv4 total length
    Wall narrow({{.then = {police(99)}}});
    EXPECT_EQ(narrow.arrives(offloaded, start).act, Act::police);
    Wall wide({{.then = {police(100)}}});
    EXPECT_EQ(wide.arrives(offloaded, start).what, What::plain_pass);
}

TEST(Actor, DoesNotChargeTheLinkHeaderNorItsPadding) {
    Wall::Frame padded = hundred_up();
    padded.resize(padded.size() + 50);
    Wall wall({{.then = {police(100)}}});
    EXPECT_EQ(wall.arrives(padded, start).what, What::plain_pass);
}

TEST(Actor, ShapesByHolding) {
    Wall wall({{.then = {shape(100, 250)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::held);
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::held);
    EXPECT_EQ(wall.arrives(hundred_up(), start).act, Act::queue_full);
    EXPECT_EQ(wall.actor().next_timer(), start + milliseconds{100});
    wall.emit.told.clear();
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{100}).what, What::held);
    ASSERT_EQ(wall.emit.told.size(), 1U);  // the second left before the fifth was judged
    const Told& second = wall.emit.told[0];
    EXPECT_EQ(second.frame, 2U);
    EXPECT_EQ(second.at, start + milliseconds{100});
    EXPECT_EQ(second.held, milliseconds{100});
    EXPECT_EQ(second.act, Act::delay);
    EXPECT_EQ(second.bytes, hundred_up());
    wall.finish();
    EXPECT_EQ(frames_left(wall), (Frames{2, 3, 5}));
    EXPECT_EQ(wall.emit.told.back().at, start + milliseconds{300});
    EXPECT_EQ(wall.actor().next_timer(), std::nullopt);
}

TEST(Actor, LetsQueuedPacketsLeaveWhenTheOldRuleSaid) {
    Wall wall({{.then = {shape(100, 1'000)}}, {.name = "drop", .then = {Drop{}}}});
    for (int i = 0; i < 3; ++i) static_cast<void>(wall.arrives(hundred_up(), start));
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{1}, RuleId{1}).act, Act::drop);
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{2}, no_rule).what, What::plain_pass);
    wall.finish();
    EXPECT_EQ(frames_left(wall), (Frames{2, 3}));
    EXPECT_EQ(wall.emit.told.back().at, start + milliseconds{200});
}

TEST(Actor, KeepsABucketWithItsRule) {
    Wall wall({{.then = {police(100)}}, {.name = "other", .then = {police(100)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).act, Act::police);
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{99}).act, Act::police);
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{100}).what, What::plain_pass);
}

TEST(Actor, DelaysFromNowNotFromTheRecordedTime) {
    Wall wall({{.then = {delay(10)}}});
    const Wall::Frame frame = hundred_up();
    const Arrival late{.bytes = frame,
                       .at = start - seconds{1},
                       .wire_length = static_cast<std::uint32_t>(frame.size())};
    EXPECT_EQ(wall.arrives(late, start).what, What::held);
    wall.finish();
    EXPECT_EQ(wall.emit.told.back().at, start + milliseconds{10});
    EXPECT_EQ(wall.emit.told.back().held, milliseconds{10});
}

TEST(Actor, PassesPlainlyWhatIsDelayedByNothing) {
    Wall wall({{.then = {delay(0)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
}

TEST(Actor, AddsUpDelays) {
    Wall wall({{.then = {delay(10), shape(100, 1'000), delay(5)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::held);
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::held);
    wall.finish();
    EXPECT_EQ(wall.emit.told[0].at, start + milliseconds{15});
    EXPECT_EQ(wall.emit.told[1].at, start + milliseconds{115});
}

TEST(Actor, StopsAListAtWhatRemovesThePacket) {
    Wall wall({{.then = {delay(10), Drop{}, police(100)}},
               {.name = "police-first", .then = {police(100), Drop{}}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).act, Act::drop);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).act, Act::drop);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).act, Act::police);
    wall.finish();
    EXPECT_TRUE(frames_left(wall).empty());
}

TEST(Actor, CarriesOutNothingButResetsOnThePath) {
    const std::vector<Verdict> all{Drop{}, police(1), shape(1, 1), delay(10),
                                   Lose{Share{1'000'000}}};
    Wall wall({{.then = all}}, {.in_path = false});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::plain_pass);
    wall.finish();
    EXPECT_TRUE(wall.emit.told.empty());
}

TEST(Actor, RemovesWhatItHasNoRoomToHold) {
    Wall wall({{.then = {delay(10)}}, {.name = "shape", .then = {shape(100, 1'000'000)}}},
              {.most_held_bytes = 1'000});
    int held = 0;
    while (wall.arrives(hundred_up(), start).what == What::held) ++held;
    EXPECT_GT(held, 0);
    EXPECT_EQ(wall.emit.told.back().act, Act::queue_full);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).what, What::plain_pass);
    EXPECT_EQ(wall.arrives(hundred_up(), start, RuleId{1}).act, Act::queue_full);
    EXPECT_EQ(wall.actor().counts().no_room_to_hold, 2U);
    // Nothing was charged for what was refused.
    EXPECT_EQ(wall.arrives(hundred_up(), start + milliseconds{100}, RuleId{1}).what,
              What::plain_pass);
}

TEST(Actor, HoldsForTheLongestDelay) {
    Wall wall({{.then = {Delay{.by = Duration::max(), .jitter = {}}, delay(10)}}});
    EXPECT_EQ(wall.arrives(hundred_up(), start).what, What::held);
    wall.finish();
    EXPECT_EQ(wall.emit.told.back().at, Time::max());
}

TEST(Actor, CostsAnUntouchedFlowSixteenBytes) {
    EXPECT_EQ(sizeof(ActionState), 16U);
    EXPECT_EQ(ActionState{}.memory, nullptr);
}

}  // namespace
}  // namespace cordon::test

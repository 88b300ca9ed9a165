#include <gtest/gtest.h>

#include <algorithm>

#include "tests/action/wall.hh"

namespace cordon::test {
namespace {

using std::chrono::milliseconds;

const Verdict half_lost = Lose{Share{500'000}};

Talk talk_of(std::uint16_t phone_port) {
    Talk talk;
    talk.phone_port = phone_port;
    return talk;
}

/// Which of a hundred packets of one flow are lost; between them `disturb` does as it likes.
template <typename Disturb>
std::vector<bool> losses(Wall& wall, Disturb disturb) {
    std::vector<bool> lost;
    for (std::uint32_t i = 0; i < 100; ++i) {
        disturb(wall, i);
        const Time now = start + milliseconds{i};
        lost.push_back(wall.arrives(talk_of(40'000).up(1'000 + i, 1, 1), now).act == Act::lose);
    }
    return lost;
}
void nothing(Wall&, std::uint32_t) {}

std::vector<bool> usual_losses() {
    Wall wall({{.name = "lossy", .then = {half_lost}}}, {.seed = 5});
    return losses(wall, nothing);
}

TEST(Lose, LosesItsShare) {
    Wall wall({{.name = "lossy", .then = {Lose{Share{263'000}}}}}, {.seed = 5});
    int lost = 0;
    for (std::uint16_t port = 1; port <= 10'000; ++port) {
        if (wall.arrives(talk_of(port).up(1, 1, 1), start).act == Act::lose) ++lost;
        if (port % 100 == 0) wall.emit.told.clear();
    }
    EXPECT_NEAR(lost, 2'630, 90);  // two standard deviations
}

TEST(Lose, LosesNoneAtNothingAndAllAtAll) {
    Wall none({{.then = {Lose{Share{0}}}}}), all({{.then = {Lose{Share{1'000'000}}}}});
    for (std::uint32_t i = 0; i < 1'000; ++i) {
        EXPECT_EQ(none.arrives(talk_of(1).up(i, 1, 1), start).what, Fate::What::plain_pass);
        EXPECT_EQ(all.arrives(talk_of(1).up(i, 1, 1), start).act, Act::lose);
    }
}

TEST(Draws, AreTheSameForTheSameSeed) {
    EXPECT_EQ(usual_losses(), usual_losses());
    Wall other({{.name = "lossy", .then = {half_lost}}}, {.seed = 6});
    EXPECT_NE(losses(other, nothing), usual_losses());
}

TEST(Draws, AreNotMovedByOtherRules) {
    Wall wall({{.name = "lossy", .then = {half_lost}},
               {.name = "another", .then = {Lose{Share{100'000}}, half_lost}}},
              {.seed = 5});
    EXPECT_EQ(
        losses(wall,
               [](Wall& disturbed, std::uint32_t i) {
                   const Wall::Frame other = talk_of(50'000).up(1 + i, 1, 1);
                   static_cast<void>(disturbed.arrives(other, start + milliseconds{i}, RuleId{1}));
               }),
        usual_losses());
}

TEST(Draws, AreNotMovedByOtherFlows) {
    Wall wall({{.name = "lossy", .then = {half_lost}}}, {.seed = 5});
    EXPECT_EQ(losses(wall,
                     [](Wall& disturbed, std::uint32_t i) {
                         for (std::uint32_t n = 0; n < i % 5; ++n) {
                             const auto port = static_cast<std::uint16_t>(50'000 + n);
                             const Wall::Frame other = talk_of(port).up(1 + i, 1, 1);
                             static_cast<void>(disturbed.arrives(other, start + milliseconds{i}));
                         }
                     }),
              usual_losses());
}

TEST(Draws, AreNotMovedByWhatTheOtherEndSends) {
    Wall wall({{.name = "lossy", .then = {half_lost}}}, {.seed = 5});
    std::vector<bool> lost;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Time now = start + milliseconds{i};
        lost.push_back(wall.arrives(talk_of(40'000).up(1'000 + i, 1, 1), now).act == Act::lose);
        static_cast<void>(wall.arrives(talk_of(40'000).down(1, 1, 1), now));
    }
    EXPECT_EQ(lost, usual_losses());
}

TEST(Draws, AreApartForEachVerdictOfAList) {
    Wall twice({{.name = "lossy", .then = {half_lost, half_lost}}}, {.seed = 5});
    const std::vector<bool> lost = losses(twice, nothing);
    const auto count = std::count(lost.begin(), lost.end(), true);
    EXPECT_GT(count, 60);  // three quarters, plus or minus more than three standard deviations
    EXPECT_LT(count, 90);
}

TEST(Draws, AreNotMovedByTheTimesAtWhichPacketsCome) {
    Wall wall({{.name = "lossy", .then = {half_lost}}}, {.seed = 5});
    std::vector<bool> lost;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Time now = start + milliseconds{1'000 * i + 3};
        lost.push_back(wall.arrives(talk_of(40'000).up(1'000 + i, 1, 1), now).act == Act::lose);
    }
    EXPECT_EQ(lost, usual_losses());
}

}  // namespace
}  // namespace cordon::test

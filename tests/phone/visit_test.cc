// Visits to named sites on an ideal network.
#include "sim/phone/visit.hh"

#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Kind = Outcome::Kind;
using std::chrono::seconds;

class Visiting : public ::testing::Test {
protected:
    static Visit picture() {
        Visit visit;
        visit.name = "picture";
        visit.site = "pictures.example.net";
        visit.get = 400'000;
        visit.within = seconds{16};
        return visit;
    }
    static Visit upload() {
        Visit visit = picture();
        std::swap(visit.get, visit.put);
        return visit;
    }
    Outcome make(const Visit& visit) {
        scene.settings.visits = {visit};
        return scene.net.run(scene.phone().attempt(Function::visit, 0));
    }
    /// 140 kbit/s.
    void slow_down() {
        Hindrance& hindrance = scene.net.hinder(Service::pictures());
        hindrance.up_bytes_a_second = hindrance.down_bytes_a_second = 17'500;
    }
    Scene scene;
};

TEST_F(Visiting, FetchesAsManyBytesAsItSays) {
    const Outcome outcome = make(picture());
    EXPECT_EQ(outcome.kind, Kind::delivered);
    EXPECT_TRUE(outcome.succeeded());
    ASSERT_EQ(scene.net.carried.size(), 1U);
    EXPECT_GT(scene.net.carried[0].down, 400'000U);
    EXPECT_LT(scene.net.carried[0].up, 2'000U);
}

TEST_F(Visiting, SendsAsManyBytesAsItSays) {
    EXPECT_TRUE(make(upload()).succeeded());
    EXPECT_GT(scene.net.carried.at(0).up, 400'000U);
}

TEST_F(Visiting, NeedsNoMessenger) {
    static_cast<void>(make(picture()));
    EXPECT_EQ(scene.net.asked, std::vector<std::string>{"pictures.example.net"});
    EXPECT_FALSE(scene.phone().chat_is_open());
}

/// 400,000 bytes at 140 kbit/s take 23 s.
TEST_F(Visiting, SucceedsWithinItsOwnTime) {
    slow_down();
    scene.settings.patience_percent = 200;
    for (Visit visit : {picture(), upload()}) {
        visit.within = seconds{22};
        EXPECT_FALSE(make(visit).succeeded());
        EXPECT_TRUE(make(visit).succeeded(200));
        visit.within = seconds{25};
        EXPECT_TRUE(make(visit).succeeded());
    }
}

TEST_F(Visiting, EndsWithItsPatienceAndSaysThatItWasSlow) {
    slow_down();
    scene.settings.patience_percent = 50;
    const Outcome outcome = make(picture());
    EXPECT_EQ(outcome.kind, Kind::gave_up);
    EXPECT_EQ(outcome.why, (Why{.stage = Stage::web, .trouble = Trouble::slow}));
    EXPECT_EQ(outcome.took, seconds{8});
}

TEST_F(Visiting, GoesToTheAddressThatItIsToldWhateverTheName) {
    Visit visit = picture();
    visit.site = "pictures.example.net.";
    visit.at = Service::pictures();
    EXPECT_TRUE(make(visit).succeeded());
    EXPECT_TRUE(scene.net.asked.empty());
    EXPECT_EQ(scene.net.carried.at(0).server.address, Service::pictures());
}

TEST_F(Visiting, IsOneConnectionAndIsNotMadeAgain) {
    scene.net.hinder(Service::pictures()).reset_after = 100;
    const Outcome outcome = make(picture());
    EXPECT_EQ(outcome.why, (Why{.stage = Stage::web, .trouble = Trouble::reset}));
    EXPECT_EQ(scene.connections_to(Service::pictures()), 1U);
}

}  // namespace
}  // namespace cordon::test

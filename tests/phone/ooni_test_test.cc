#include "sim/phone/ooni_test.hh"

#include <gtest/gtest.h>

#include "tests/phone/scene.hh"

namespace cordon::test {
namespace {

using Version = OoniTest::Version;
using Syn = Hindrance::Syn;

class Ooni : public ::testing::Test {
protected:
    OoniTest::Verdict run(Version version, std::uint64_t number = 0) {
        OoniTest test;
        test.version = version;
        test.run = number;
        return scene.net.run(run_ooni_test(probe, scene.settings, test));
    }
    Scene scene;
    IdealHost probe{scene.net, "10.1.0.200"};
};

TEST_F(Ooni, SaysNothingIsBlockedWithoutAWall) {
    EXPECT_FALSE(run(Version::legacy).anything_blocked());
    EXPECT_FALSE(run(Version::modern).anything_blocked());
}

TEST_F(Ooni, SaysNothingIsBlockedWhenOnlyMediaAre) {  // target 7
    scene.net.hinder(Scene::media()).syn = Syn::swallowed;
    EXPECT_FALSE(run(Version::legacy).anything_blocked());
    EXPECT_FALSE(run(Version::modern).anything_blocked());
    EXPECT_FALSE(scene.attempt(Function::photo_send).succeeded());
    EXPECT_FALSE(scene.attempt(Function::photo_receive).succeeded());
}

TEST_F(Ooni, SaysSoWhenAllEndpointsAndRegistrationAre) {  // target 8
    scene.hinder_chat(0, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    scene.net.hinder(Scene::registration()).syn = Syn::swallowed;
    for (const Version version : {Version::legacy, Version::modern}) {
        const OoniTest::Verdict verdict = run(version);
        EXPECT_TRUE(verdict.endpoints_blocked);
        EXPECT_TRUE(verdict.registration_blocked);
        EXPECT_FALSE(verdict.web_blocked);
    }
}

TEST_F(Ooni, WithFifteenOfSixteenBlockedDependsOnItsVersionAndDraw) {  // target 8
    for (int number = 1; number <= 16; ++number) {
        if (number != 7) scene.net.hinder(Scene::chat_host(number)).syn = Syn::refused;
    }
    EXPECT_FALSE(run(Version::modern).endpoints_blocked);
    constexpr std::uint64_t runs = 1'000;
    std::size_t blocked = 0;
    for (std::uint64_t number = 0; number < runs; ++number) {
        if (run(Version::legacy, number).endpoints_blocked) ++blocked;
    }
    EXPECT_NEAR(static_cast<double>(blocked) / runs, 15.0 / 16, 0.015);
}

TEST_F(Ooni, SaysNothingIsBlockedWhen443Answers) {  // target 9
    scene.hinder_chat(5222, [](Hindrance& hindrance) { hindrance.syn = Syn::swallowed; });
    EXPECT_FALSE(run(Version::legacy).anything_blocked());
    EXPECT_FALSE(run(Version::modern).anything_blocked());
    EXPECT_TRUE(scene.attempt(Function::text).succeeded());
}

TEST_F(Ooni, OfNamesThatDoNotResolveSaysTheyAreBlocked) {
    scene.net.forbid_names("whatsapp");
    const OoniTest::Verdict verdict = run(Version::modern);
    EXPECT_TRUE(verdict.endpoints_blocked);
    EXPECT_TRUE(verdict.registration_blocked);
    EXPECT_TRUE(verdict.web_blocked);
}

TEST_F(Ooni, TakesAPageOfTheWallForABlock) {
    scene.net.hinder(Service::web_client(), 80).says =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n<title>Forbidden</title>";
    EXPECT_TRUE(run(Version::legacy).web_blocked);
    EXPECT_FALSE(run(Version::modern).web_blocked);
}

}  // namespace
}  // namespace cordon::test

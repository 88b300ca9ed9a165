// bytes_in(W): the 16 slots of W/16, aligned to the clock, that end with the present one.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

std::string upload(const std::string& more = "") {
    return policy_of("  - {rule: upload, when: " + more +
                     "flow.up.bytes_in(16 s) > 1000 B, then: drop}\n");
}

TEST(Windows, SumTheSixteenSlotsThatEndWithThePresentOne) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    scene.up({}, 600);
    const auto in_time = scene.at(16s - 1ns).up({}, 401);
    EXPECT_EQ(scene.judged_by(upload()).touched(), std::vector{in_time});
}

TEST(Windows, ForgetASlotWhenTheSeventeenthBegins) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    scene.up({}, 600);
    scene.at(16s).up({}, 401);
    EXPECT_TRUE(scene.judged_by(upload()).touched().empty());
}

TEST(Windows, CountFromTheFirstByteThoughTheNameComesLate) {
    Scene whole;
    whole.begins(time_from_ns(0)).opens({});
    const auto hello = whole.hello({}, "media.example");
    const auto last = whole.at(1s).up({}, 940);
    const auto run = whole.judged_by(upload("tls.sni == media.example and "));
    EXPECT_EQ(run.fate.at(hello), "pass");
    EXPECT_EQ(run.fate.at(last), "upload: drop");
}

TEST(Windows, CountFromTheFirstByteThoughItIsASecondNameThatCounts) {
    const Scene::Ends web{.server_port = 80};
    Scene scene;
    scene.opens(web);
    scene.up(web, "POST / HTTP/1.1\r\nHost: first.example\r\nContent-Length: 1000\r\n\r\n" +
                      std::string(1000, 'x'));
    const auto second = scene.get(web, "second.example");
    const std::string upload =
        "  - {rule: r, when: http.host == second.example and "
        "flow.up.bytes_in(16 s) > 1000 B, then: drop}\n";
    EXPECT_EQ(scene.judged_by(policy_of(upload)).touched(), std::vector{second});
    const std::string behind =
        "  - {rule: web, when: server.port == 80, then: pass}\n"
        "  - {rule: behind, when: flow.up.bytes_in(16 s) > 1 MB, then: drop}\n";
    EXPECT_EQ(scene.judged_by(policy_of(upload + behind)).fate.at(second), "r: drop");
}

TEST(Windows, OfARateAreEightTimesTheBytesOverTheWidth) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    const auto at = scene.up({}, 1000);
    const auto over = scene.up({}, 1);
    const auto run = scene.judged_by(
        policy_of("  - {rule: fast, when: flow.up.rate(1 s) > 8 kbit/s, then: drop}\n"));
    EXPECT_EQ(run.fate.at(at), "pass");
    EXPECT_EQ(run.fate.at(over), "fast: drop");
}

TEST(Windows, CountRetransmissionsAndOnlyTheirDirection) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    scene.down({}, 1400);
    scene.up({}, 1000);
    EXPECT_TRUE(scene.judged_by(upload()).touched().empty());
}

TEST(Windows, GoOnCountingForARuleOfSinglePackets) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    scene.up({}, 1001);
    const auto second = scene.at(1s).up({}, 1);
    const auto third = scene.at(2s).up({}, 1);
    const auto late = scene.at(17s).up({}, 1);
    const auto run = scene.judged_by(policy_of(
        "  - {rule: r, when: flow.up.bytes_in(16 s) > 1000 B, then: drop, for: packet}\n"));
    EXPECT_EQ(run.fate.at(second), "r: drop");
    EXPECT_EQ(run.fate.at(third), "r: drop");
    EXPECT_EQ(run.fate.at(late), "pass");
}

TEST(Windows, CountFromTheFirstByteThoughTheApplicationComesLate) {
    Scene scene;
    scene.begins(time_from_ns(0)).opens({});
    const std::string hello = Scene::hello_for("media.example");
    scene.up({}, hello.substr(0, 3));  // tells its first bytes, and not yet what it is
    scene.up({}, hello.substr(3));
    const auto last = scene.at(1s).up({}, 1001 - hello.size());
    const auto run = scene.judged_by(upload("app == tls and payload.first contains 16:03 and "));
    EXPECT_EQ(run.touched(), std::vector{last});
}

}  // namespace
}  // namespace cordon::test

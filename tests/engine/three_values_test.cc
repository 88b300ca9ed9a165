// Unknown, absent, value: only what is true matches.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

/// Frames of a short TLS conversation that a condition takes, `for: packet`.
class Taken {
public:
    Taken() {
        scene_.opens({});
        hello = scene_.hello({}, "web.example");
        data = scene_.up({}, 10);
    }
    std::vector<std::uint64_t> by(const std::string& condition) const {
        return scene_
            .judged_by(policy_of("  - rule: r\n    when: " + condition +
                                 "\n    then: drop\n    for: packet\n"))
            .touched();
    }
    std::uint64_t hello = 0, data = 0;

private:
    Scene scene_;
};

using Frames = std::vector<std::uint64_t>;

TEST(ThreeValues, AComparisonIsUnknownOnAnUnknownFact) {
    const Taken taken;
    EXPECT_EQ(taken.by("tls.sni == web.example"), (Frames{taken.hello, taken.data}));
}

TEST(ThreeValues, TheNegationOfUnknownIsUnknown) {
    const Taken taken;
    EXPECT_EQ(taken.by("not tls.sni == media.example"), (Frames{taken.hello, taken.data}));
    EXPECT_EQ(taken.by("tls.sni != media.example"), (Frames{taken.hello, taken.data}));
}

TEST(ThreeValues, TrueOrUnknownIsTrue) {
    const Taken taken;
    EXPECT_EQ(taken.by("server.port == 443 or tls.sni == media.example").size(), 5U);
}

TEST(ThreeValues, FalseAndUnknownIsFalseAndItsNegationTrue) {
    const Taken taken;
    EXPECT_EQ(taken.by("not (server.port == 80 and tls.sni == media.example)").size(), 5U);
}

TEST(ThreeValues, AComparisonIsFalseOnAnAbsentFactAndItsNegationTrue) {
    const Taken taken;
    EXPECT_TRUE(taken.by("http.host == web.example").empty());
    EXPECT_EQ(taken.by("not http.host == web.example"), (Frames{taken.hello, taken.data}));
}

TEST(ThreeValues, ABareFieldIsTrueWhenItHasAValue) {
    const Taken taken;
    EXPECT_EQ(taken.by("tls.sni"), (Frames{taken.hello, taken.data}));
    EXPECT_TRUE(taken.by("http.host").empty());
    EXPECT_TRUE(taken.by("quic.sni").empty());
    EXPECT_TRUE(taken.by("app == tls and not tls.sni").empty());
}

TEST(ThreeValues, NoSniInATlsFlow) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "");
    const auto run =
        scene.judged_by(policy_of("  - {rule: r, when: app == tls and not tls.sni, then: drop}\n"));
    EXPECT_EQ(run.touched(), Frames{hello});
}

TEST(ThreeValues, NotBindsTighterThanAndAndAndThanOr) {
    const Taken taken;
    EXPECT_EQ(taken.by("server.port == 443 or server.port == 80 and server.port == 81").size(), 5U);
    EXPECT_EQ(taken.by("not server.port == 80 and server.port == 443").size(), 5U);
}

TEST(ThreeValues, AMatchOfTheStreamsStartStandsAsSoonAsItIsFound) {
    const Taken taken;
    EXPECT_EQ(taken.by("stream.up contains \"web.example\""), (Frames{taken.hello, taken.data}));
}

}  // namespace
}  // namespace cordon::test

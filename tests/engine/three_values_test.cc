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

TEST(ThreeValues, WhatALongerStreamMayDenyIsUnknownUntilItsStartIsWhole) {
    for (const std::string condition :
         {"stream.up in {\"ab\"}", "stream.up == \"ab\"", "stream.up matches \"ab$\"",
          "stream.up matches \"ab\\\\b\"", "not stream.up contains \"zz\""}) {
        Scene scene;
        const Scene::Ends ends{.server_port = 9999};
        scene.opens(ends);
        const auto beginning = scene.up(ends, "ab");
        scene.up(ends, std::string(2100, 'c'));
        const std::string rule = "  - rule: r\n    when: '" + condition + "'\n    then: drop\n";
        const auto run = scene.judged_by(policy_of(rule));
        EXPECT_EQ(run.fate.at(beginning), "pass") << condition;
    }
}

/// A condition on names holds for any of those seen so far, however its rule is found.
TEST(ThreeValues, ASecondHostOfAConnectionMayFitWhereTheFirstDidNot) {
    for (const std::string condition :
         {"server.port == 80 and http.host contains media",
          "app == http and http.host contains media", "http.host contains media",
          "http.host == media.example",
          "http.host in {media.example, other.example} and http.path == /"}) {
        Scene scene;
        const Scene::Ends ends{.server_port = 80};
        scene.opens(ends);
        const auto first = scene.get(ends, "web.example");
        const auto second = scene.get(ends, "media.example");
        const auto run =
            scene.judged_by(policy_of("  - {rule: r, when: '" + condition + "', then: drop}\n"));
        EXPECT_EQ(run.fate.at(first), "pass") << condition;
        EXPECT_EQ(run.fate.at(second), "r: drop") << condition;
    }
}

TEST(ThreeValues, ASecondQuestionForTheSameNameMayFitByItsType) {
    Scene scene;
    const Scene::Ends ends{.server_port = 53};
    const std::string name("\5media\7example", 14);
    const auto question = [&](char type) {
        return std::string("\0\1\1\0\0\1\0\0\0\0\0\0", 12) + name + std::string("\0\0", 2) + type +
               std::string("\0\1", 2);
    };
    const auto of_four = scene.datagram(ends, question(1));
    const auto of_six = scene.datagram(ends, question(28));
    const auto run = scene.judged_by(policy_of(
        "  - {rule: r, when: dns.qname == media.example and dns.qtype == AAAA, then: drop}\n"));
    EXPECT_EQ(run.fate.at(of_four), "pass");
    EXPECT_EQ(run.fate.at(of_six), "r: drop");
}

TEST(Ports, AreAbsentWhereTheHeaderCannotBeRead) {
    const std::string rule =
        "  - rule: odd\n    when: ip.proto == udp and not udp.dstport in {53}\n"
        "    then: drop\n    for: packet\n";
    for (const std::uint16_t port : {std::uint16_t{53}, std::uint16_t{54}}) {
        Scene scene;
        const auto unread = scene.overlong_datagram({.client_port = 53, .server_port = port});
        const auto read = scene.datagram({.client_port = 53, .server_port = port}, "x");
        const auto run = scene.judged_by(policy_of(rule));
        EXPECT_EQ(run.fate.at(unread), "odd: drop") << port;
        EXPECT_EQ(run.fate.at(read), port == 53 ? "pass" : "odd: drop");
    }
}

}  // namespace
}  // namespace cordon::test

// Rules behind one that decides a flow for good are followed no more; behind any other they are,
// and those before it always.
#include <gtest/gtest.h>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

constexpr auto phases =
    "zone: \"+00:00\"\n"
    "phases:\n"
    "  minute: { from: 2017-07-18T00:00, to: 2017-07-18T00:01 }\n";

/// A hello and a burst of an upload within the first minute, which a rule over a window sees; then
/// a packet that tells nothing new.
struct Upload {
    Upload() {
        scene.opens({});
        scene.hello({}, "media.example");
        scene.at(30s).up({}, 1100);
        scene.at(50s).up({}, 900);
        last = scene.at(60s).up({}, 1);
    }
    [[nodiscard]] std::string last_under(const std::string& first_rule,
                                         const std::string& head = "") const {
        const std::string burst =
            "  - {rule: burst, when: flow.up.bytes_in(16 s) > 1000 B, then: drop}\n";
        return scene.judged_by(policy_of("  - " + first_rule + "\n" + burst, head)).fate.at(last);
    }
    Scene scene;
    std::uint64_t last = 0;
};

TEST(Outranked, ByARuleThatDecidesForGoodARuleNeverDecides) {
    EXPECT_EQ(Upload().last_under("{rule: name, when: tls.sni == media.example, then: drop}"),
              "name: drop");
}

TEST(Outranked, ByARuleWhosePhaseEndsARuleHasGoneOnCounting) {
    const std::string first =
        "{rule: name, when: tls.sni == media.example, then: drop, in: [minute]}";
    EXPECT_EQ(Upload().last_under(first, phases), "burst: drop");
}

TEST(Outranked, ByARuleThatIsOnInCyclesARuleHasGoneOnCounting) {
    const std::string first =
        "{rule: name, when: tls.sni == media.example, then: drop, "
        "active: {every: 1 h, lasts: 1 min}}";
    EXPECT_EQ(Upload().last_under(first, phases), "burst: drop");
}

TEST(Outranked, ByARuleForPacketsARuleHasGoneOnCounting) {
    const std::string first = "{rule: young, when: flow.age < 60 s, then: drop, for: packet}";
    EXPECT_EQ(Upload().last_under(first), "burst: drop");
}

TEST(Outranked, ByAResidualThatEndsARuleHasGoneOnCounting) {
    const std::string first =
        "{rule: name, when: tls.sni == media.example, then: drop, "
        "for: {residual: {key: 3-tuple, last: 59 s, renew: false, then: drop}}}";
    EXPECT_EQ(Upload().last_under(first), "burst: drop");
}

TEST(Outranked, ByARuleThatOnlyNotesARuleHasGoneOnCounting) {
    EXPECT_EQ(Upload().last_under("{rule: name, when: tls.sni == media.example, then: note}"),
              "burst: drop");
}

/// With a chance of a half, some seed draws yes at first and no for the last packet: for its number
/// or, once the hello has come, for its name.
TEST(Outranked, ByARuleWhoseDrawMayChangeARuleHasGoneOnCounting) {
    const Upload upload;
    for (const char* key : {"packet", "name"}) {
        const std::string policy =
            policy_of(std::string("  - {rule: coin, then: drop, chance: 50%, per: ") + key + "}\n" +
                      "  - {rule: burst, when: flow.up.bytes_in(16 s) > 1000 B, then: drop}\n");
        int fell = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto run = upload.scene.judged_by(policy, 64, seed);
            const bool drawn_first = run.fate.at(1) == "coin: drop";
            if (drawn_first && run.fate.at(upload.last) == "burst: drop") ++fell;
        }
        EXPECT_GT(fell, 0) << key;
    }
}

TEST(Outranked, ByARuleThatDrawsOnceAFlowARuleNeverDecides) {
    const Upload upload;
    const std::string policy = policy_of(
        "  - {rule: coin, then: drop, chance: 50%, per: flow}\n"
        "  - {rule: burst, when: flow.up.bytes_in(16 s) > 1000 B, then: drop}\n");
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto run = upload.scene.judged_by(policy, 64, seed);
        const bool drawn = run.fate.at(1) == "coin: drop";
        EXPECT_EQ(run.fate.at(upload.last), drawn ? "coin: drop" : "burst: drop");
    }
}

TEST(Outranked, AnEarlierRuleStillTakesOver) {
    const Upload upload;
    const auto run = upload.scene.judged_by(policy_of(R"(
  - {rule: burst, when: flow.up.bytes_in(16 s) > 1000 B, then: drop}
  - {rule: name, when: tls.sni == media.example, then: drop}
  - {rule: all, then: drop}
)"));
    EXPECT_EQ(run.fate.at(1), "all: drop");
    EXPECT_EQ(run.fate.at(upload.last - 2), "burst: drop");
    EXPECT_EQ(run.alerts, (std::vector<std::string>{"all @1", "name @4", "burst @5"}));
}

/// The scene's judge compares the resets made with those of a wall that forgets nothing.
TEST(Outranked, AnEarlierResetStillKnowsTheLinkOfEitherWay) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    scene.down({}, 100);
    scene.up({}, 3000);
    const auto last = scene.up({}, 3000);
    const auto run = scene.judged_by(policy_of(R"(
  - {rule: big, when: flow.up.bytes > 5000, then: reset}
  - {rule: web, when: server.port == 443, then: pass}
  - {rule: behind, when: tls.sni == media.example and flow.up.bytes > 1 MB, then: drop}
)"));
    EXPECT_EQ(run.fate.at(last), "big: drop");
    EXPECT_GT(run.injected, 0U);
}

TEST(Outranked, NobodyIsNotedBehindIt) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    const auto run = scene.judged_by(policy_of(R"(
  - {rule: noted-before, when: tls.sni == media.example, then: note}
  - {rule: all, then: drop}
  - {rule: noted-behind, when: tls.sni == media.example, then: note}
)"));
    EXPECT_EQ(run.alerts, (std::vector<std::string>{"all @1", "noted-before noted @4"}));
}

}  // namespace
}  // namespace cordon::test

// A `for: flow` rule holds from the packet that first made it true to the end of the flow, whether
// or not it was on or outranked at that moment.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine/scene.hh"

namespace cordon::test {
namespace {

TEST(Latching, ACounterBelowALimitStaysTrueOnceItWas) {
    Scene scene;
    scene.opens({});
    scene.up({}, 500);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: young
    when: flow.up.bytes < 100
    then: { delay: { by: 1 ms } }
)"));
    EXPECT_EQ(run.touched().size(), 4U);
}

TEST(Latching, WhileOutranked) {
    Scene scene;
    scene.opens({});
    const auto one = scene.up({}, 1);
    const auto second = scene.at(61s).up({}, 1);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: shield
    when: flow.age < 60 s
    then: pass
    for: packet
  - rule: early
    when: flow.up.packets == 2
    then: drop
)"));
    EXPECT_EQ(run.fate.at(one), "pass");
    EXPECT_EQ(run.fate.at(second), "early: drop");
}

TEST(Latching, WhileOffByTheCalendar) {
    Scene scene;
    scene.opens({});
    scene.hello({}, "media.example");
    const auto before = scene.at(1h - 1ns).up({}, 10);
    const auto at_start = scene.at(1h).up({}, 10);
    const auto last = scene.at(2h - 1ns).up({}, 10);
    const auto after = scene.at(2h).up({}, 10);
    const auto run = scene.judged_by(policy_of(R"(
  - rule: later
    when: tls.sni == media.example
    then: drop
    in: [hour]
)",
                                               "zone: \"+00:00\"\n"
                                               "phases:\n"
                                               "  hour: { from: 2017-07-18T01:00, to: "
                                               "2017-07-18T02:00 }\n"));
    EXPECT_EQ(run.fate.at(before), "pass");
    EXPECT_EQ(run.fate.at(at_start), "later: drop");
    EXPECT_EQ(run.fate.at(last), "later: drop");
    EXPECT_EQ(run.fate.at(after), "pass");
}

TEST(Latching, EndsWithTheFlow) {
    Scene scene;
    scene.opens({});
    const auto hello = scene.hello({}, "media.example");
    scene.at(2h).opens({});  // the idle flow is forgotten: this is another
    const auto run =
        scene.judged_by(policy_of("  - {rule: m, when: tls.sni == media.example, then: drop}\n"));
    EXPECT_EQ(run.touched(), std::vector{hello});
}

/// What becomes of a conversation that has closed does not depend on when its ports come again.
TEST(Endings, OfAClosedFlowAreAlikeWhoeverFindsItsTimeOver) {
    for (const auto later : {30s, 31s, 33s, 90s}) {
        Scene scene;
        scene.opens({});
        scene.rst({});
        scene.at(later).up({}, 1);
        const auto run = scene.judged_by(policy_of("  - {rule: n, then: note}\n"));
        EXPECT_EQ(std::ranges::count_if(
                      run.events, [](const auto& e) { return e.starts_with("ended 1 closed"); }),
                  1)
            << later.count();
    }
}

TEST(Latching, OfAByteLimitAtTheLimit) {
    Scene scene;
    scene.opens({});
    const auto under = scene.up({}, 8191);
    const auto at = scene.up({}, 1);
    const auto over = scene.up({}, 1);
    const auto greater =
        scene.judged_by(policy_of("  - {rule: m, when: flow.up.bytes > 8 KiB, then: drop}\n"));
    EXPECT_EQ(greater.touched(), std::vector{over});
    const auto equal =
        scene.judged_by(policy_of("  - {rule: m, when: flow.up.bytes >= 8 KiB, then: drop}\n"));
    EXPECT_EQ(equal.touched(), (std::vector{at, over}));
    EXPECT_EQ(equal.fate.at(under), "pass");
}

TEST(Latching, OfAnAgeAtTheLimit) {
    Scene scene;
    scene.opens({});
    const auto at = scene.at(10s).up({}, 1);
    const auto over = scene.at(10s + 1ns).up({}, 1);
    const auto run =
        scene.judged_by(policy_of("  - {rule: m, when: flow.age > 10 s, then: drop}\n"));
    EXPECT_EQ(run.fate.at(at), "pass");
    EXPECT_EQ(run.touched(), std::vector{over});
}

}  // namespace
}  // namespace cordon::test

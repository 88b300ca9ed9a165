#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

const std::string policy =
    rule_with({"when: tls.sni", "then: [note, { throttle: { rate: 4 kbit/s } }, drop]",
               "chance: 60%", "for: { residual: { last: 90 s } }"});

Rule changed(const Overrides& overrides) {
    Policy read = policy_of(policy, {}, overrides);
    return read.rules.empty() ? Rule{} : std::move(read.rules.front());
}
Lines refused(const Overrides& overrides) {
    return errors_in(policy, {}, overrides);
}

TEST(Override, ChangesASettingOfARule) {
    EXPECT_EQ(changed({"r.chance=10%"}).chance.millionths, 100'000U);
    EXPECT_TRUE(std::holds_alternative<RestOfFlow>(changed({"r.for=flow"}).scope));
    EXPECT_EQ(changed({"r.when=ip.ttl > 5 and tls.sni == 'a.com'"}).when->parts.size(), 2U);
    EXPECT_EQ(changed({"r.per=[server, day]"}).per,
              (std::vector<PerKey>{PerKey::server, PerKey::day}));
    EXPECT_EQ(changed({"r.then=pass"}).then.size(), 1U);
}

TEST(Override, ChangesASettingOfAnActionOrAResidual) {
    const Rule rule = changed({"r.throttle.rate=1 Mbit/s", "r.residual.last = 5 s"});
    ASSERT_EQ(rule.then.size(), 3U);
    EXPECT_EQ(std::get<Residual>(rule.scope).last, std::chrono::seconds{5});
    EXPECT_EQ(std::get<Throttle>(rule.then[1]).rate.bits_per_second, 1'000'000U);
    EXPECT_EQ(std::get<Throttle>(rule.then[1]).burst_bytes, 12'500U);
}

TEST(Override, AddsASettingThatTheRuleDoesNotState) {
    const Rule rule = changed({"r.active.every=1 h", "r.active.lasts=5 min", "r.in=july"});
    ASSERT_TRUE(rule.active);
    EXPECT_EQ(rule.active->every, std::chrono::hours{1});
    EXPECT_EQ(rule.in.size(), 1U);
    EXPECT_EQ(std::get<Residual>(changed({"r.for.residual.key=5-tuple"}).scope).key,
              Residual::Key::five);
}

TEST(Override, ChangesWhatALetHolds) {
    const std::string pools =
        "policy: p\nlet:\n  edges: { cidrs: [10.0.0.0/24] }\n"
        "  known: { pool: $edges, covers: 70%, lag: { p50: 5 d, p90: 20 d }, rotate: 12 h }\n"
        "rules:\n  - { rule: r, source: x, when: server.ip in $known, then: drop }\n";
    const Policy moved =
        policy_of(pools, {}, {"$known.covers=30%", "$known.lag=2 h", "$edges.cidrs=10.0.0.7"});
    const auto* pool = std::get_if<PoolSet>(&moved.sets.at(1).set);
    ASSERT_NE(pool, nullptr);
    EXPECT_EQ(pool->covers.millionths, 300'000U);
    EXPECT_EQ(pool->rotate, std::chrono::hours{12});
    EXPECT_EQ(errors_in(pools, {}, {"$knwon.covers=30%"}),
              Lines{"--set '$knwon.covers=30%':1:1: no set is called 'knwon'; did you mean "
                    "'known'?"});
    EXPECT_EQ(errors_in(pools, {}, {"$known.cover=30%"}),
              Lines{"--set '$known.cover=30%':1:8: a pool has no setting 'cover'; did you mean "
                    "'covers'?"});
}

TEST(Override, TheLastOfSeveralCounts) {
    EXPECT_EQ(changed({"r.chance=10%", "r.chance=20%"}).chance.millionths, 200'000U);
}

TEST(Override, AnUnknownRuleOrSettingIsToldWithANearOne) {
    EXPECT_EQ(refused({"rr.chance=10%"}),
              Lines{"--set 'rr.chance=10%':1:1: no rule is called 'rr'; did you mean 'r'?"});
    EXPECT_EQ(refused({"r.chanse=10%"}),
              Lines{"--set 'r.chanse=10%':1:3: rule 'r' has no setting 'chanse'; did you mean "
                    "'chance'?"});
    EXPECT_EQ(
        refused({"r.throttle.rat=1 kbit/s"}),
        Lines{"--set 'r.throttle.rat=1 kbit/s':1:12: 'throttle' has no setting 'rat'; did you "
              "mean 'rate'?"});
    EXPECT_EQ(refused({"r.delay.by=1 s"}),
              Lines{"--set 'r.delay.by=1 s':1:3: rule 'r' has no action 'delay'"});
    EXPECT_EQ(refused({"r.rule=x"}),
              Lines{"--set 'r.rule=x':1:3: the name of a rule stays as it is"});
}

TEST(Override, AWrongValueIsToldAtItsPlace) {
    EXPECT_EQ(refused({"r.chance=lots"}),
              Lines{"--set 'r.chance=lots':1:10: 'chance': 'lots' is not a share such as 60%"});
    EXPECT_EQ(refused({"r.when=ip.ttl > 5 and tls.snl"}),
              Lines{"--set 'r.when=ip.ttl > 5 and tls.snl':1:23: no field is called 'tls.snl'; did "
                    "you mean 'tls.sni'?"});
}

TEST(Override, WhatIsNotOneSaysHowOneLooks) {
    const std::string how =
        "1:1: a setting is given as RULE.SETTING=VALUE, as in "
        "chat-slow.chance=10%";
    for (const char* text : {"", "r", "r.chance", "=5", "chance=5"}) {
        EXPECT_EQ(refused({text}), Lines{"--set '" + std::string(text) + "':" + how}) << text;
    }
}

}  // namespace
}  // namespace cordon

#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Lines rule_errors(std::initializer_list<std::string_view> lines) {
    return errors_in(rule_with(lines));
}

TEST(Rule, UnstatedIsForTheFlowAlwaysAndBothWays) {
    const Rule rule = rule_of({"then: drop"});
    EXPECT_FALSE(rule.when.has_value());
    EXPECT_TRUE(std::holds_alternative<RestOfFlow>(rule.scope));
    EXPECT_EQ(rule.direction, DirectionLimit::both);
    EXPECT_TRUE(rule.in.empty());
    EXPECT_FALSE(rule.active || rule.after);
    EXPECT_EQ(rule.chance.millionths, 1'000'000U);
    EXPECT_EQ(rule.per, std::vector<PerKey>{PerKey::flow});
    EXPECT_EQ(rule.where, "p.yaml:11");
    EXPECT_EQ(rule.source, "a test");
}

TEST(Rule, ReadsItsSchedule) {
    const Rule rule = rule_of({"then: drop", "in: [july, august]",
                               "active: { every: 90 min, lasts: 35 min, jitter: 10 min }",
                               "chance: 60%", "per: [server, day]", "direction: up", "for: packet",
                               "after: { p50: 110 ms, p90: 189 ms, p99: 5.2 s }"});
    EXPECT_EQ(rule.in, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(rule.active->every, minutes{90});
    EXPECT_EQ(rule.active->lasts, minutes{35});
    EXPECT_EQ(rule.active->jitter, minutes{10});
    EXPECT_EQ(rule.chance.millionths, 600'000U);
    EXPECT_EQ(rule.per, (std::vector<PerKey>{PerKey::server, PerKey::day}));
    EXPECT_EQ(rule.direction, DirectionLimit::up);
    EXPECT_TRUE(std::holds_alternative<ThisPacket>(rule.scope));
    const auto& points = std::get<QuantileLaw>(*rule.after).points;
    EXPECT_EQ(points.back(), std::pair(990'000U, Duration{milliseconds{5200}}));
}

TEST(Rule, ReadsEveryAction) {
    const Rule rule =
        rule_of({"then: [note, pass, { reset: { to: client } }, reset, drop,",
                 "  { delay: { by: 1 s, jitter: 100 ms } }, { lose: { share: 5% } }]"});
    ASSERT_EQ(rule.then.size(), 7U);
    EXPECT_EQ(std::get<Reset>(rule.then[2]).to, Reset::To::client);
    EXPECT_EQ(std::get<Reset>(rule.then[3]).to, Reset::To::both);
    EXPECT_EQ(std::get<Reset>(rule.then[3]).style, "plain");
    EXPECT_EQ(std::get<Delay>(rule.then[5]).jitter, milliseconds{100});
    EXPECT_EQ(std::get<Lose>(rule.then[6]).share.millionths, 50'000U);
}

Throttle throttle(std::string_view settings) {
    const Rule rule = rule_of({"then: { throttle: " + std::string(settings) + " }"});
    return rule.then.empty() ? Throttle{} : std::get<Throttle>(rule.then[0]);
}

TEST(Throttle, DefaultsToPolicingEachDirectionWith100MsOfBurst) {
    const Throttle fast = throttle("{ rate: 1 Mbit/s }");
    EXPECT_EQ(fast.rate.bits_per_second, 1'000'000U);
    EXPECT_EQ(fast.by, Throttle::By::police);
    EXPECT_EQ(fast.each, Throttle::Each::direction);
    EXPECT_EQ(fast.burst_bytes, 12'500U);
    EXPECT_EQ(throttle("{ rate: 4 kbit/s }").burst_bytes, 2048U);
}

TEST(Throttle, ShapesWithAQueueOfOneSecond) {
    EXPECT_EQ(throttle("{ rate: 64 kbit/s, by: shape }").queue_bytes, 8000U);
    EXPECT_EQ(throttle("{ rate: 64 kbit/s, by: shape, queue: 3 s }").queue_bytes, 24'000U);
    const Throttle stated =
        throttle("{ rate: 64 kbit/s, by: shape, queue: 9 kB, burst: 500 ms, each: client }");
    EXPECT_EQ(stated.queue_bytes, 9000U);
    EXPECT_EQ(stated.burst_bytes, 4000U);
    EXPECT_EQ(stated.each, Throttle::Each::client);
}

TEST(Throttle, ErrorsSayWhatWouldFit) {
    EXPECT_EQ(rule_errors({"then: throttle"}),
              Lines{"p.yaml:12:11: 'throttle' needs its settings, as in {throttle: {rate: 64 "
                    "kbit/s}}"});
    EXPECT_EQ(rule_errors({"then: { throttle: { burst: 2 KiB } }"}),
              Lines{"p.yaml:12:23: 'throttle' lacks its 'rate', such as 64 kbit/s"});
    EXPECT_EQ(rule_errors({"then: { throttle: { rate: 0 bit/s } }"}),
              Lines{"p.yaml:12:31: 'rate' is more than nothing; this is '0 bit/s'"});
    EXPECT_EQ(
        rule_errors({"then: { throttle: { rate: 64 kB/s, each: host } }"}),
        (Lines{"p.yaml:12:31: 'rate': '64 kB/s' has an unknown unit 'kB/s'; it may be bit/s, "
               "kbit/s or Mbit/s",
               "p.yaml:12:46: 'each' is direction, flow, client, server or rule, not 'host'"}));
    EXPECT_EQ(
        rule_errors({"then: { throttle: { rate: 1 kbit/s, queue: 1 s, burst: lots } }"}),
        (Lines{"p.yaml:12:48: 'queue' goes with by: shape; a police drops what exceeds the "
               "rate and queues nothing",
               "p.yaml:12:60: 'burst' is a size such as 16 KiB, or a time at the rate such as "
               "100 ms; 'lots' is neither"}));
    EXPECT_EQ(rule_errors({"then: { throttle: { rate: 1000001 Mbit/s } }"}),
              Lines{"p.yaml:12:31: 'rate' is at most 1000000 Mbit/s"});
    EXPECT_EQ(rule_errors({"then: { throttle: { rate: 1 Mbit/s, burst: 1025 MiB } }"}),
              Lines{"p.yaml:12:48: 'burst' is from 1 B to 1024 MiB; '1025 MiB' is not"});
    EXPECT_EQ(throttle("{ rate: 1 Mbit/s, burst: 1024 MiB }").burst_bytes, 1'073'741'824U);
}

TEST(Residual, ReadsItsSettingsAndTakesTheActOfTheRuleUnlessTold) {
    const Rule told = rule_of({"then: drop",
                               "for: { residual: { key: 2-tuple, last: 90 s, renew: "
                               "true, then: reset } }"});
    const auto& residual = std::get<Residual>(told.scope);
    EXPECT_EQ(residual.key, Residual::Key::two);
    EXPECT_EQ(residual.last, seconds{90});
    EXPECT_TRUE(residual.renew);
    EXPECT_TRUE(std::holds_alternative<Reset>(residual.then.at(0)));
    const Rule plain = rule_of({"for: { residual: { last: 90 s } }", "then: drop"});
    const auto& unstated = std::get<Residual>(plain.scope);
    EXPECT_EQ(unstated.key, Residual::Key::three);
    EXPECT_FALSE(unstated.renew);
    EXPECT_TRUE(unstated.then.empty());
}

TEST(Residual, ErrorsSayWhatWouldFit) {
    EXPECT_EQ(rule_errors({"then: drop", "for: residual"}),
              Lines{"p.yaml:13:10: 'residual' needs its settings, as in {residual: {key: 3-tuple, "
                    "last: 90 s}}"});
    EXPECT_EQ(rule_errors({"then: drop", "for: { residual: { key: 6-tuple } }"}),
              (Lines{"p.yaml:13:22: 'residual' lacks 'last', how long it lasts, such as 90 s",
                     "p.yaml:13:29: 'key' is 5-tuple, 4-tuple, 3-tuple or 2-tuple, not '6-tuple'; "
                     "did you mean '5-tuple'?"}));
    EXPECT_EQ(rule_errors({"then: drop", "for: { residual: { last: 0 s, renew: yes } }"}),
              (Lines{"p.yaml:13:30: 'last' is more than nothing; this is '0 s'",
                     "p.yaml:13:42: 'renew' is false or true, not 'yes'"}));
    EXPECT_EQ(rule_errors({"then: drop", "for: flows"}),
              Lines{"p.yaml:13:10: 'for' is packet or flow, not 'flows'; did you mean 'flow'?"});
}

TEST(Rule, AnUnknownActionIsToldWithANearOne) {
    EXPECT_EQ(rule_errors({"then: dorp"}),
              Lines{"p.yaml:12:11: no action is called 'dorp'; did you mean 'drop'?"});
    EXPECT_EQ(rule_errors({"then: explode"}),
              Lines{"p.yaml:12:11: no action is called 'explode'; there are pass, drop, reset, "
                    "throttle, delay, lose, forge-dns and note"});
    EXPECT_EQ(rule_errors({"then: block-page"}),
              Lines{"p.yaml:12:11: 'block-page' is an action of the language that this version of "
                    "cordon does not carry out yet"});
}

TEST(Rule, ForgedAnswersAreAddressesOrNxdomain) {
    const Rule rule = rule_of(
        {"then: [{ forge-dns: { answers: 0.0.0.0 } }, { forge-dns: { answers: nxdomain } },",
         "  { forge-dns: { answers: [192.0.2.1, 2001:db8::1], ttl: 5 min } }]"});
    ASSERT_EQ(rule.then.size(), 3U);
    EXPECT_EQ(std::get<ForgeDns>(rule.then[0]).answers, std::vector{IpAddress::v4(0)});
    EXPECT_EQ(std::get<ForgeDns>(rule.then[0]).ttl_seconds, 60U);
    EXPECT_TRUE(std::get<ForgeDns>(rule.then[1]).answers.empty());
    EXPECT_EQ(std::get<ForgeDns>(rule.then[2]).answers.size(), 2U);
    EXPECT_EQ(std::get<ForgeDns>(rule.then[2]).ttl_seconds, 300U);
}

TEST(Rule, WrongForgedAnswersAreTold) {
    EXPECT_EQ(rule_errors({"then: forge-dns"}),
              Lines{"p.yaml:12:11: 'forge-dns' needs its settings, as in {forge-dns: {answers: "
                    "192.0.2.1}}"});
    EXPECT_EQ(rule_errors({"then: { forge-dns: { pool: $blocks } }"}),
              Lines{"p.yaml:12:32: 'pool' is a setting of the language that this version of cordon "
                    "does not carry out yet; name the 'answers'"});
    EXPECT_EQ(rule_errors({"then: { forge-dns: { ttl: 500 ms } }"}),
              (Lines{"p.yaml:12:24: 'forge-dns' lacks its 'answers': an address, a list of them, "
                     "or nxdomain",
                     "p.yaml:12:31: 'ttl' is in whole seconds, at most 2147483647 s; '500 ms' is "
                     "not"}));
    EXPECT_EQ(
        rule_errors({"then: { forge-dns: { answers: [1.2.3, nxdomain, 1.2.3.4], tll: 1 s } }"}),
        (Lines{"p.yaml:12:36: 'answers' are addresses, or nxdomain alone; this is '1.2.3'",
               "p.yaml:12:43: 'answers' are addresses, or nxdomain alone; this is 'nxdomain'",
               "p.yaml:12:63: 'forge-dns' has no setting 'tll'; did you mean 'ttl'?"}));
    EXPECT_EQ(rule_errors({"then: { forge-dns: { answers: [] } }"}),
              Lines{"p.yaml:12:35: 'answers' is an empty list; for a name that does not exist, "
                    "write nxdomain"});
    EXPECT_EQ(rule_errors({"then: { forge-dns: { answers: [1.1.1.1, 1.1.1.1, 1.1.1.1, 1.1.1.1,",
                           "  1.1.1.1, 1.1.1.1, 1.1.1.1, 1.1.1.1, 1.1.1.9] } }"}),
              Lines{"p.yaml:13:43: one answer holds at most 8 addresses; this is one too many"});
}

TEST(Rule, WrongSettingsOfActionsAreTold) {
    EXPECT_EQ(rule_errors({"then: { drop: { share: 5% } }"}),
              Lines{"p.yaml:12:19: drop takes no settings"});
    EXPECT_EQ(rule_errors({"then: { reset: { style: gfw, to: all } }"}),
              (Lines{"p.yaml:12:29: 'style' is plain, gfw-1, gfw-2, gfw-3 or henan, not 'gfw'",
                     "p.yaml:12:38: 'to' is both, client or server, not 'all'"}));
    EXPECT_EQ(rule_errors({"then: { lose: { share: 101% } }"}),
              Lines{"p.yaml:12:28: 'share' is at most 100%; this is '101%'"});
    EXPECT_EQ(rule_errors({"then: { lose: { share: 0% } }"}),
              Lines{"p.yaml:12:28: 'share' is more than nothing; this is '0%'"});
    EXPECT_EQ(rule_errors({"then: { delay: { by: 0 ms } }"}),
              Lines{"p.yaml:12:26: 'by' is more than nothing; this is '0 ms'"});
    EXPECT_EQ(rule_errors({"then: { drop: , pass: }"}),
              Lines{"p.yaml:12:11: an action stands alone in its map; several are a list, as in "
                    "[note, {delay: {by: 1 s}}]"});
    EXPECT_EQ(rule_errors({"then: []"}),
              Lines{"p.yaml:12:11: 'then' is an empty list; to let packets pass, write pass"});
}

TEST(Rule, WhatItLacksOrHasTooMuchOfIsTold) {
    EXPECT_EQ(rule_errors({"when: tls.sni"}),
              Lines{"p.yaml:11:5: rule 'r' does nothing; 'then' is pass, drop, reset, throttle, "
                    "delay, lose, forge-dns or note"});
    EXPECT_EQ(rule_errors({"then: drop", "wen: tls.sni"}),
              Lines{"p.yaml:13:5: a rule has no setting 'wen'; did you mean 'when'?"});
    EXPECT_EQ(rule_errors({"then: drop", "when: [tls.sni]"}),
              Lines{"p.yaml:13:11: 'when' is one value; this is a list"});
    EXPECT_EQ(errors_in("policy: p\nrules:\n  - then: drop\n"),
              Lines{"p.yaml:3:5: a rule has a name: rule: NAME"});
    EXPECT_EQ(errors_in("policy: p\nrules:\n  r: { then: drop }\n"),
              Lines{"p.yaml:3:3: 'rules' is a list, each rule after a '-'; this is a map"});
}

TEST(Rule, WrongSchedulesAreTold) {
    EXPECT_EQ(rule_errors({"then: drop", "in: [juli]"}),
              Lines{"p.yaml:13:10: no phase is called 'juli'; did you mean 'july'?"});
    EXPECT_EQ(rule_errors({"then: drop", "active: { every: 90 min }"}),
              Lines{"p.yaml:13:13: 'active' lacks 'lasts', a time such as 90 min"});
    EXPECT_EQ(rule_errors({"then: drop", "active: { every: 0 s, lasts: 1 s }"}),
              Lines{"p.yaml:13:22: 'every' is more than nothing; this is '0 s'"});
    EXPECT_EQ(rule_errors({"then: drop", "active: { every: 9 s, lasts: 10 s }"}),
              Lines{"p.yaml:13:34: 'lasts' is longer than 'every': the rule would never be off"});
    EXPECT_EQ(rule_errors({"then: drop", "chance: 101%"}),
              Lines{"p.yaml:13:13: 'chance' is at most 100%; this is '101%'"});
    EXPECT_EQ(rule_errors({"then: drop", "chance: 0.5"}),
              Lines{"p.yaml:13:13: 'chance': '0.5' needs a unit: %"});
    EXPECT_EQ(
        rule_errors({"then: drop", "chance: 5%", "per: [flow, dya, flow]"}),
        (Lines{"p.yaml:14:17: 'per' is packet, flow, client, server, name, place, hour or day, "
               "not 'dya'; did you mean 'day'?",
               "p.yaml:14:22: 'flow' stands in 'per' twice"}));
    EXPECT_EQ(rule_errors({"then: drop", "direction: left"}),
              Lines{"p.yaml:13:16: 'direction' is both, up or down, not 'left'"});
}

TEST(Law, IsOneTimeOrHasAMiddleOrRisingPoints) {
    const Rule one = rule_of({"then: drop", "after: 100 ms"});
    EXPECT_EQ(std::get<UniformLaw>(*one.after).by, milliseconds{100});
    const Rule two = rule_of({"then: drop", "after: { by: 1 s, jitter: 200 ms }"});
    EXPECT_EQ(std::get<UniformLaw>(*two.after).jitter, milliseconds{200});
    EXPECT_EQ(rule_errors({"then: drop", "after: { p50: 1 s }"}),
              Lines{"p.yaml:13:12: 'after' has two points or more, or is one time such as 100 ms"});
    EXPECT_EQ(rule_errors({"then: drop", "after: { p90: 1 s, p50: 2 s }"}),
              Lines{"p.yaml:13:24: the points of 'after' rise, in share and in time; 'p50' does "
                    "not"});
    EXPECT_EQ(rule_errors({"then: drop", "after: { p50: 0 s, p101: 2 s }"}),
              (Lines{"p.yaml:13:19: p50 is more than nothing; this is '0 s'",
                     "p.yaml:13:24: 'after' has no point 'p101'; points are written p50, p90, "
                     "p99.9"}));
    EXPECT_EQ(rule_errors({"then: drop", "after: { jitter: 1 s }"}),
              Lines{"p.yaml:13:12: 'after' lacks 'by', its middle"});
}

TEST(Rule, AJitterIsAtMostWhatItShakes) {
    const std::string why =
        ": 'jitter' is at most 'by': it goes both ways, and no time is less "
        "than none";
    EXPECT_EQ(rule_errors({"then: { delay: { by: 5 s, jitter: 5 s } }"}), Lines{});
    EXPECT_EQ(rule_errors({"then: { delay: { by: 5 s, jitter: 6 s } }"}),
              Lines{"p.yaml:12:39" + why});
    EXPECT_EQ(rule_errors({"then: drop", "after: { by: 5 s, jitter: 6 s }"}),
              Lines{"p.yaml:13:31" + why});
}

}  // namespace
}  // namespace cordon

// Visits of a scenario behind walls: what a phone's own measurements tell of what a wall does.
#include <gtest/gtest.h>

#include <map>

#include "sim/policy/file/load.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "sim/scenario/run/matrix.hh"
#include "sim/scenario/run/play.hh"

namespace cordon::testing {
namespace {

constexpr const char* scenario_text = R"(case: visits
zone: "Z"
dates: [2021-03-20]
hours: { from: "10:00", to: "11:00" }
access: { line: { rate: 20 Mbit/s, delay: 10 ms, assumed: a choice } }
paths: { abroad: { rate: 100 Mbit/s, delay: 25 ms, assumed: a choice } }
places:
  town:
    operators:
      home: { inside: 10.1.0.0/16, access: line, path: abroad, phones: 2 }
      visitor: { outside: 100.64.0.0/16, access: line, path: abroad, phones: 2 }
servers: { resolver: { addresses: [203.0.113.53], assumed: a choice } }
sites:
  pictures: { names: [p.example.net], addresses: [192.0.2.11], assumed: a choice }
  other: { names: [www.example.com], addresses: [192.0.2.12], assumed: a choice }
  echo: { addresses: [10.9.0.7], inside: true, delay: 10 ms, assumed: a choice }
visits:
  slow: { to: p.example.net, get: 400 kB, within: 32 s }
  fast: { to: p.example.net, get: 400 kB, within: 16 s }
  undelayed: { to: p.example.net, put: 400 kB, within: 1 min, round-trip: 500 ms }
  inward: { to: p.example.net, at: 10.9.0.7, get: 400 kB, within: 16 s }
  other: { to: www.example.com, get: 400 kB, within: 16 s }
  assumed: a choice
tries: { slow: 2, fast: 2, undelayed: 2, inward: 2, other: 2, assumed: a choice }
)";

/// Shares of tries that succeed, by visit, for the phones of one manner.
std::map<std::string, double> shares(const std::string& rule, Manner manner) {
    auto scenario = parse_scenario(scenario_text, "s.yaml");
    EXPECT_TRUE(scenario);
    auto loaded = parse_policy("policy: w\nrules:\n  - rule: r\n" + rule + "    source: s\n",
                               "w.yaml", MemoryFiles{});
    EXPECT_TRUE(loaded);
    if (!scenario || !loaded) return {};
    Policy policy = std::move(loaded->policy);
    fit_policy(policy, scenario->scenario);
    const PlayResult played =
        play(scenario->scenario, {{.name = "w", .policy = &policy}}, PlayOptions{});
    std::map<std::string, double> shares;
    for (const MatrixRow& row : matrix_of(played.run)) {
        if (row.manner != manner) continue;
        const TryCount total = row.total();
        EXPECT_EQ(total.tries, 4U);
        shares[std::string(name_of(scenario->scenario, row.function, row.visit))] = total.share();
    }
    return shares;
}

using Shares = std::map<std::string, double>;
const std::string by_name = "    when: tls.sni == p.example.net\n";

TEST(Visits, TellARateFromABlockAndPolicingFromShaping) {
    EXPECT_EQ(shares(by_name + "    then: { throttle: { rate: 140 kbit/s, burst: 16 kB } }\n",
                     Manner::plain),
              (Shares{{"slow", 1}, {"fast", 0}, {"undelayed", 1}, {"inward", 1}, {"other", 1}}));
    EXPECT_EQ(
        shares(by_name + "    then: { throttle: { rate: 140 kbit/s, burst: 16 kB, by: shape } }\n",
               Manner::plain),
        (Shares{{"slow", 1}, {"fast", 0}, {"undelayed", 0}, {"inward", 1}, {"other", 1}}));
    EXPECT_EQ(shares(by_name + "    then: drop\n", Manner::plain),
              (Shares{{"slow", 0}, {"fast", 0}, {"undelayed", 0}, {"inward", 1}, {"other", 1}}));
}

TEST(Visits, FromOutsideMeetTheWallBeforeSitesInsideAlone) {
    const std::string drop = by_name + "    then: drop\n";
    EXPECT_EQ(shares(drop, Manner::outside),
              (Shares{{"slow", 1}, {"fast", 1}, {"undelayed", 1}, {"inward", 0}, {"other", 1}}));
    const std::string opened_inside =
        "    when: tls.sni == p.example.net and client.ip in {10.0.0.0/8}\n    then: drop\n";
    EXPECT_EQ(shares(opened_inside, Manner::outside).at("inward"), 1);
    EXPECT_EQ(shares(opened_inside, Manner::plain).at("fast"), 0);
}

}  // namespace
}  // namespace cordon::testing

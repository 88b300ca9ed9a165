#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

/// A policy of rules given as `when; rest`, all with grounds, called a, b, c, ...
std::string rules(std::initializer_list<std::string> bodies) {
    std::string text =
        "policy: p\nzone: Z\nlet: { s: { ports: [80] }, all: { cidrs: [10.1.0.0/16] }, found: { "
        "pool: $all } }\nphases:\n"
        "  x: { from: 2017-01-01, to: 2017-02-01 }\n"
        "  y: { from: 2017-02-01, to: 2017-03-01 }\nrules:\n";
    char name = 'a';
    for (const std::string& body : bodies) {
        text += "  - { rule: " + std::string(1, name++) + ", source: x, " + body + " }\n";
    }
    return text;
}

bool shadows(const std::string& earlier, const std::string& later) {
    for (const std::string& line : warnings_in(rules({earlier, later}))) {
        if (line.find("never decides") != line.npos) return true;
    }
    return false;
}
bool implies(const std::string& given, const std::string& then) {
    return shadows("when: '" + then + "', then: drop", "when: '" + given + "', then: reset");
}

TEST(Check, ARuleThatAnEarlierOneShadowsIsTold) {
    EXPECT_EQ(
        warnings_in(rules({"when: tls.sni, then: drop", "when: tls.sni and tls.ech, then: reset"})),
        Lines{"p.yaml:9:13: warning: rule 'b' never decides: rule 'a' (p.yaml:8) comes first "
              "and holds whenever it does"});
}

TEST(Check, OnlyWhatAlwaysDecidesShadows) {
    EXPECT_TRUE(shadows("then: pass", "then: drop"));
    EXPECT_FALSE(shadows("then: note", "then: drop"));
    EXPECT_TRUE(shadows("then: [note, drop]", "then: note"));
    EXPECT_FALSE(shadows("then: drop, chance: 99%", "then: drop"));
    EXPECT_FALSE(shadows("then: drop, active: { every: 2 s, lasts: 1 s }", "then: drop"));
    EXPECT_FALSE(shadows("then: drop, after: 1 s", "then: drop"));
    EXPECT_FALSE(shadows("then: drop, for: { residual: { last: 1 s } }", "then: drop"));
}

TEST(Check, ARuleForOneDirectionDecidesOnTheOtherAsWell) {
    EXPECT_EQ(warnings_in(rules({"when: app == tls, then: drop, direction: up",
                                 "when: app == tls, then: reset, direction: down"})),
              Lines{"p.yaml:9:13: warning: rule 'b' never decides: rule 'a' (p.yaml:8) comes first "
                    "and holds whenever it does; what goes down passes under it as well"});
    EXPECT_TRUE(shadows("then: drop, direction: down", "then: drop"));
    EXPECT_TRUE(shadows("when: tls.sni, then: drop, direction: up, for: packet",
                        "when: tls.sni, then: drop, direction: down, for: packet"));
    EXPECT_FALSE(shadows("then: note, direction: up", "then: note, direction: down"));
    EXPECT_FALSE(
        shadows("when: direction == up, then: drop", "when: direction == down, then: drop"));
}

TEST(Check, ShadowsReachOnlyAsFarAsTheirPhasesAndScopes) {
    EXPECT_FALSE(shadows("then: drop, in: x", "then: drop"));
    EXPECT_TRUE(shadows("then: drop, in: [x, y]", "then: drop, in: y"));
    EXPECT_FALSE(shadows("then: drop, in: x", "then: drop, in: [x, y]"));
    EXPECT_FALSE(shadows("when: tls.sni, then: drop, for: packet", "when: tls.sni, then: drop"));
    EXPECT_TRUE(shadows("when: tls.sni, then: drop, for: packet",
                        "when: tls.sni, then: drop, for: packet"));
    EXPECT_FALSE(shadows("when: tls.sni, then: drop",
                         "when: tls.sni, then: drop, for: { residual: { last: 1 s } }"));
}

TEST(Implication, FollowsFormAndNothingElse) {
    EXPECT_TRUE(implies("tls.sni == a and ip.ttl > 5", "ip.ttl > 5"));
    EXPECT_FALSE(implies("tls.sni == a or ip.ttl > 5", "ip.ttl > 5"));
    EXPECT_TRUE(implies("ip.ttl > 5", "tls.sni == a or ip.ttl > 5"));
    EXPECT_TRUE(implies("tls.ech or tls.esni", "tls.esni or tls.ech"));
    EXPECT_TRUE(implies("tls.ech and tls.esni", "tls.esni and tls.ech"));
    EXPECT_TRUE(implies("not tls.ech", "not tls.ech"));
    EXPECT_FALSE(implies("not tls.ech", "tls.ech"));
    EXPECT_TRUE(implies("server.port in $s", "server.port in $s"));
    EXPECT_TRUE(implies("app == whatsapp.chat", "app == whatsapp"));
    EXPECT_FALSE(implies("app == whatsapp", "app == whatsapp.chat"));
    EXPECT_TRUE(implies("ip.dst == 10.1.0.0/16", "ip.dst in 10.0.0.0/8"));
    EXPECT_FALSE(implies("ip.dst == 10.0.0.0/8", "ip.dst in 10.1.0.0/16"));
    EXPECT_TRUE(implies("tls.sni == a", "tls.sni"));
    EXPECT_FALSE(implies("tls.ech == false", "tls.ech"));
}

TEST(Implication, FindsAMemberInASet) {
    EXPECT_TRUE(implies("tls.sni == x.b.com", "tls.sni in {a.com, \"*.b.com\"}"));
    EXPECT_FALSE(implies("tls.sni == b.com", "tls.sni in {a.com, \"*.b.com\"}"));
    EXPECT_FALSE(implies("tls.sni in {a.com}", "tls.sni == a.com"));
    EXPECT_TRUE(implies("server.ip == 10.1.2.3", "server.ip in {192.0.2.1, 10.0.0.0/8}"));
    EXPECT_FALSE(implies("server.ip == 10.0.0.0/7", "server.ip in {192.0.2.1, 10.0.0.0/8}"));
    EXPECT_TRUE(implies("server.ip in {10.1.0.0/16, 10.9.9.9}", "server.ip == 10.0.0.0/8"));
    EXPECT_FALSE(implies("server.ip in {10.1.0.0/16, 11.0.0.0}", "server.ip == 10.0.0.0/8"));
    EXPECT_TRUE(implies("server.port == 80", "server.port in $s"));
    EXPECT_FALSE(implies("server.port == 81", "server.port in $s"));
    EXPECT_TRUE(implies("server.port in $s", "server.port == 80"));
    EXPECT_TRUE(implies("http.method == GET", "http.method in {GET, PUT}"));
}

TEST(Implication, FindsASetInASet) {
    EXPECT_TRUE(implies("tls.sni in {x.b.com, \"*.c.b.com\"}", "tls.sni in {\"*.b.com\"}"));
    EXPECT_FALSE(implies("tls.sni in {x.b.com, \"*.b.net\"}", "tls.sni in {\"*.b.com\"}"));
    EXPECT_TRUE(implies("server.ip in {10.1.2.3, 10.2.0.0/16}", "server.ip in {10.0.0.0/8}"));
    EXPECT_FALSE(implies("server.ip in {10.0.0.0/8}", "server.ip in {10.1.2.3, 10.2.0.0/16}"));
    EXPECT_TRUE(implies("server.ip in $found", "server.ip in {10.0.0.0/8}"));
    EXPECT_FALSE(implies("server.ip in {10.1.2.3}", "server.ip in $found"));
    EXPECT_TRUE(implies("server.port in {80-82, 443}", "server.port in {1-100, 443}"));
    EXPECT_FALSE(implies("server.port in {80-101}", "server.port in {1-100, 443}"));
    EXPECT_TRUE(implies("http.method in {GET}", "http.method in {PUT, GET}"));
    EXPECT_FALSE(implies("http.method in {PUT, GET}", "http.method in {GET}"));
}

TEST(Implication, ComparesThresholdsAtTheirLimits) {
    EXPECT_TRUE(implies("flow.up.bytes > 8 KiB", "flow.up.bytes > 8 KiB"));
    EXPECT_TRUE(implies("flow.up.bytes > 8 KiB", "flow.up.bytes >= 8 KiB"));
    EXPECT_FALSE(implies("flow.up.bytes >= 8 KiB", "flow.up.bytes > 8 KiB"));
    EXPECT_FALSE(implies("flow.up.bytes > 8191 B", "flow.up.bytes > 8 KiB"));
    EXPECT_TRUE(implies("flow.age < 5 s", "flow.age <= 5 s"));
    EXPECT_FALSE(implies("flow.age <= 5 s", "flow.age < 5 s"));
    EXPECT_TRUE(implies("ip.ttl == 6", "ip.ttl > 5"));
    EXPECT_FALSE(implies("ip.ttl == 5", "ip.ttl > 5"));
    EXPECT_FALSE(implies("flow.up.bytes_in(1 s) > 9", "flow.up.bytes_in(2 s) > 9"));
}

TEST(Check, AnOnPathWallCannotDropOrDelay) {
    const std::string head =
        "policy: p\nposition: on-path\nrules:\n  - { rule: r, source: x, when: tls.sni, then: ";
    EXPECT_EQ(warnings_in(head + "drop }\n"),
              Lines{"p.yaml:4:13: warning: rule 'r': an on-path wall sees copies and cannot drop; "
                    "position: in-path could"});
    EXPECT_EQ(warnings_in(head + "{ lose: { share: 5% } } }\n").size(), 1U);
    EXPECT_EQ(warnings_in(head + "{ delay: { by: 1 s } } }\n").size(), 1U);
    EXPECT_EQ(warnings_in(head + "{ throttle: { rate: 1 Mbit/s } } }\n").size(), 1U);
    EXPECT_EQ(warnings_in(head + "reset, for: { residual: { last: 1 s, then: drop } } }\n").size(),
              1U);
    EXPECT_EQ(warnings_in(head + "[note, reset] }\n"), Lines{});
}

TEST(Check, ARuleStatesItsGrounds) {
    const auto with = [](const std::string& grounds) {
        return warnings_in("policy: p\nrules:\n  - { rule: r, when: tls.sni, then: drop" + grounds +
                           " }\n");
    };
    const Lines missing{
        "p.yaml:3:13: warning: rule 'r' has no grounds: state its 'source', or what "
        "was 'reported' and what is 'assumed'"};
    EXPECT_EQ(with(""), missing);
    EXPECT_EQ(with(", reported: x"), missing);
    EXPECT_EQ(with(", assumed: x"), missing);
    EXPECT_EQ(with(", reported: x, assumed: y"), Lines{});
    EXPECT_EQ(with(", source: x"), Lines{});
}

TEST(Check, ARuleForEveryPacketIsTold) {
    EXPECT_EQ(warnings_in(rules({"then: drop"})),
              Lines{"p.yaml:8:13: warning: rule 'a' has no 'when', so it holds for every packet"});
    EXPECT_EQ(warnings_in(rules({"when: tls.sni, then: drop", "then: reset"})).size(), 1U);
}

TEST(Check, ARuleForWhateverExceptionsLeaveMayHaveNoCondition) {
    EXPECT_EQ(warnings_in(rules({"when: tls.sni, then: pass", "then: drop"})), Lines{});
    EXPECT_EQ(warnings_in(rules({"then: drop", "when: tls.sni, then: pass"})).front(),
              "p.yaml:8:13: warning: rule 'a' has no 'when', so it holds for every packet");
}

TEST(Check, ARuleThatIsOnAtNoTimeIsTold) {
    EXPECT_EQ(warnings_in(rule_with({"then: drop", "chance: 0%", "when: tls.sni"})),
              Lines{"p.yaml:13:13: warning: rule 'r' is on at no time: its chance is 0%"});
}

TEST(Check, ComparisonsThatNeverHoldAreTold) {
    EXPECT_EQ(warnings_in(rule_with({"when: quic.sni in $names or tls.ja3 == abc", "then: drop"})),
              (Lines{"p.yaml:12:11: warning: quic.sni is always absent in this version of cordon: "
                     "this never holds",
                     "p.yaml:12:33: warning: tls.ja3 is always absent in this version of cordon: "
                     "this never holds"}));
    EXPECT_EQ(warnings_in(rule_with({"when: tls.sni == \"a/b\"", "then: drop"})),
              Lines{"p.yaml:12:22: warning: 'a/b' has '/' in it, which no host name has"});
    EXPECT_EQ(warnings_in(rule_with({"when: tls.sni == m\u00fc.de", "then: drop"})),
              Lines{"p.yaml:12:22: warning: 'm\u00fc.de' has letters beyond ASCII where host names "
                    "are sent in their xn-- form"});
    EXPECT_EQ(warnings_in(rule_with({"when: tls.sni in {a..b}", "then: drop"})).size(), 1U);
}

TEST(Check, APlaceThatIsNowhereIsTold) {
    const auto told = [](const std::string& when) {
        return warnings_in(rule_with({"when: " + when, "then: drop"}));
    };
    EXPECT_EQ(told("place == bejing"),
              Lines{"p.yaml:12:20: warning: no place is called 'bejing', so that nobody is ever "
                    "there; did you mean 'beijing'?"});
    EXPECT_EQ(told("place in {beijing, xyzzy}"),
              Lines{"p.yaml:12:30: warning: no place is called 'xyzzy', so that nobody is ever "
                    "there; 'let' names places, as in { beijing: { place: [10.1.0.0/16] } }"});
    EXPECT_EQ(told("place != xyzzy").size(), 1U);
    EXPECT_EQ(told("place == beijing or place == \"\\x62eijing\" or place contains bei"), Lines{});
}

TEST(Check, NoNameIsSaidNeverToMatch) {
    const auto told = [](const std::string& when) {
        return warnings_in(rule_with({"when: " + when, "then: drop"}));
    };
    EXPECT_EQ(told("tls.sni == \"a b\""),
              Lines{"p.yaml:12:22: warning: 'a b' has a space or a control character in it, which "
                    "no host name has"});
    EXPECT_EQ(told("tls.sni == \"https://a.org\""),
              Lines{"p.yaml:12:22: warning: 'https://a.org' is a web address; a name is only the "
                    "part after '//'"});
    EXPECT_EQ(told("dns.qname == \".\" or dns.qname in {\".\"}"), Lines{});
}

TEST(Check, ANameOfASetOrFieldAsAValueIsTold) {
    const auto told = [](const std::string& when) {
        return warnings_in(rule_with({"when: " + when, "then: drop"}));
    };
    EXPECT_EQ(told("tls.sni in {a.com, names}"),
              Lines{"p.yaml:12:30: warning: 'names' is taken as a text here; the set of that name "
                    "is $names"});
    EXPECT_EQ(told("http.path == words").size(), 1U);
    EXPECT_EQ(told("tls.sni == http.host"),
              Lines{"p.yaml:12:22: warning: 'http.host' is taken as a text here: on the right side "
                    "of a comparison stand values, no fields"});
    EXPECT_EQ(told("tls.sni in {\"names\"} or tls.sni contains names"), Lines{});
}

TEST(Check, NumbersBeyondTheirRangeAreTold) {
    const auto told = [](const std::string& when) {
        return warnings_in(rule_with({"when: " + when, "then: drop"}));
    };
    EXPECT_EQ(told("flow.up.bytes < 0"),
              Lines{"p.yaml:12:25: warning: flow.up.bytes is never less than nothing: this never "
                    "holds"});
    EXPECT_EQ(told("flow.up.bytes < 1"), Lines{});
    EXPECT_EQ(told("time.hour > 23"),
              Lines{"p.yaml:12:21: warning: time.hour is never more than that: this never holds"});
    EXPECT_EQ(told("time.hour > 22 or server.port <= 65535"), Lines{});
}

TEST(Check, MethodsInSmallLettersAreTold) {
    EXPECT_EQ(warnings_in(rule_with({"when: http.method == get", "then: drop"})),
              Lines{"p.yaml:12:26: warning: methods are sent in capitals: write GET"});
    EXPECT_EQ(warnings_in(rule_with({"when: http.method in {GET, \"Put\"}", "then: drop"})).size(),
              1U);
}

TEST(Check, ContradictionsAreTold) {
    const auto contradicts = [](const std::string& when) {
        return !warnings_in(rule_with({"when: " + when, "then: drop"})).empty();
    };
    EXPECT_EQ(warnings_in(rule_with({"when: app == tls and app == dns", "then: drop"})),
              Lines{"p.yaml:11:11: warning: the condition of rule 'r', or a part of it, never "
                    "holds: 'and' joins two values of app, which has one at a time"});
    EXPECT_EQ(warnings_in(rule_with({"when: ip.proto == tcp and udp.dstport == 53", "then: drop"})),
              Lines{"p.yaml:11:11: warning: the condition of rule 'r', or a part of it, never "
                    "holds: 'and' joins ip.proto and udp.dstport, which no packet shows both in "
                    "this way"});
    EXPECT_TRUE(contradicts("tls.sni or (server.port == 80 and (tls.sni and server.port == 81))"));
    EXPECT_TRUE(contradicts("ip.dst == 10.1.0.0/16 and ip.dst == 10.2.0.0/16"));
    EXPECT_FALSE(contradicts("ip.dst == 10.1.0.0/16 and ip.dst == 10.0.0.0/8"));
    EXPECT_FALSE(contradicts("app == whatsapp and app == whatsapp.chat"));
    EXPECT_FALSE(contradicts("app == tls or app == dns"));
    EXPECT_FALSE(contradicts("app == tls and not app == dns"));
    EXPECT_TRUE(contradicts("payload.len == 1 and payload.len == 2"));
    EXPECT_FALSE(contradicts("tls.alpn == h2 and tls.alpn == \"http/1.1\""));
    EXPECT_FALSE(contradicts("dns.qname == a.com and dns.qname == b.com"));
    EXPECT_FALSE(contradicts("ip.proto == udp and udp.dstport == 53 or tcp.dstport == 53"));
}

TEST(Check, WhatIsProbablyNotMeantIsTold) {
    EXPECT_EQ(warnings_in(rule_with({"then: [drop, note]", "when: tls.sni"})),
              Lines{"p.yaml:12:18: warning: nothing is left to do after 'drop'"});
    EXPECT_EQ(warnings_in(rule_with({"then: drop", "per: server", "when: tls.sni"})),
              Lines{"p.yaml:13:10: warning: 'per' says for what a 'chance' is drawn; this rule has "
                    "none"});
    EXPECT_EQ(
        warnings_in(
            rule_with({"then: { throttle: { rate: 1 kbit/s, burst: 1499 B } }", "when: tls.sni"})),
        Lines{"p.yaml:12:48: warning: a burst under 1500 B holds no full packet: full packets "
              "never pass"});
    EXPECT_EQ(warnings_in(rule_with(
                  {"then: { throttle: { rate: 1 kbit/s, burst: 1500 B } }", "when: tls.sni"})),
              Lines{});
    EXPECT_EQ(warnings_in(rule_with({"then: { reset: { style: gfw-2 } }", "when: tls.sni"})),
              Lines{"p.yaml:12:29: warning: this version makes only plain resets; style 'gfw-2' is "
                    "sent as plain"});
    EXPECT_EQ(warnings_in("policy: p\nrules:\n  - { rule: r, then: drop, source: x, chance: 5%, "
                          "per: [server, day] }\n")
                  .back(),
              "p.yaml:3:65: warning: days are counted in UTC, since the policy has no zone");
}

TEST(Check, NotesTellWhatRulesCost) {
    EXPECT_EQ(
        warnings_in(rules({"when: ip.ttl > 5, then: drop, for: packet",
                           "when: tcp.len > 5, then: drop, for: packet"})),
        Lines{"p.yaml:8:13: note: 2 rules for: packet, asked again at every packet of the flows "
              "where the rest of the condition may hold"});
    EXPECT_EQ(
        warnings_in(rules({"when: tls.sni, then: { throttle: { rate: 1 Mbit/s, each: rule } }"})),
        Lines{"p.yaml:8:13: note: 1 rule with each: client, server or rule, or per: client or "
              "server; these decide in one ordered stage"});
}

}  // namespace
}  // namespace cordon

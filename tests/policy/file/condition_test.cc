#include <gtest/gtest.h>

#include <string>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

TEST(Condition, BindsComparisonThenNotThenAndThenOr) {
    EXPECT_EQ(understood("ip.ttl > 5 or not tcp.len == 1 and app == dns"),
              "(ip.ttl > 5 or (not tcp.len == 1 and app == \"dns\"))");
    EXPECT_EQ(understood("(ip.ttl > 5 or tcp.len == 1) and not not tls.sni"),
              "((ip.ttl > 5 or tcp.len == 1) and not not tls.sni)");
    EXPECT_EQ(understood("not (tls.sni and tls.ech)"), "not (tls.sni and tls.ech)");
}

TEST(Condition, UnequalIsTheNegationOfEqual) {
    EXPECT_EQ(understood("ip.ttl != 5"), "not ip.ttl == 5");
}

TEST(Condition, ReadsNumbersInTheUnitOfTheirField) {
    EXPECT_EQ(understood("flow.up.bytes > 8 KiB"), "flow.up.bytes > 8192");
    EXPECT_EQ(understood("flow.up.bytes > 8KiB and tls.sni"), "(flow.up.bytes > 8192 and tls.sni)");
    EXPECT_EQ(understood("flow.down.bytes >= 2 kB"), "flow.down.bytes >= 2000");
    EXPECT_EQ(understood("flow.down.bytes >= 2000"), "flow.down.bytes >= 2000");
    EXPECT_EQ(understood("flow.age < 1.5 min"), "flow.age < 90000000000");
    EXPECT_EQ(understood("flow.up.rate(5 s) > 64 kbit/s"), "flow.up.rate(5000000000) > 64000");
    EXPECT_EQ(understood("flow.up.bytes_in(100ms) > 1"), "flow.up.bytes_in(100000000) > 1");
    EXPECT_EQ(understood("payload.popcount <= 3.4"), "payload.popcount <= 3400");
    EXPECT_EQ(understood("payload.printable > 50%"), "payload.printable > 500000");
    EXPECT_EQ(understood("tcp.flags == 0x12"), "tcp.flags == 18");
}

TEST(Condition, ReadsWordsThatStandForNumbers) {
    EXPECT_EQ(understood("direction == down"), "direction == 1");
    EXPECT_EQ(understood("time.weekday >= sat"), "time.weekday >= 5");
    EXPECT_EQ(understood("dns.qtype == AAAA or dns.qtype == 65"),
              "(dns.qtype == 28 or dns.qtype == 65)");
    EXPECT_EQ(understood("ip.proto == udp"), "ip.proto == 17");
    EXPECT_EQ(understood("app.why == name"), "app.why == 2");
    EXPECT_EQ(understood("flow.established == false"), "flow.established == 0");
}

TEST(Condition, ReadsAddressesNamesTextsAndBytes) {
    EXPECT_EQ(understood("ip.dst == 31.13.86.51"), "ip.dst == 31.13.86.51/32");
    EXPECT_EQ(understood("ip.dst in 2a03:2880::/32"), "ip.dst == 2a03:2880::/32");
    EXPECT_EQ(understood("tls.sni == mmg.whatsapp.net"), "tls.sni == \"mmg.whatsapp.net\"");
    EXPECT_EQ(understood("http.path contains \"/u f/\""), "http.path contains \"/u f/\"");
    EXPECT_EQ(understood("stream.up contains 57:41:02"), "stream.up contains \"WA\x02\"");
    EXPECT_EQ(understood("payload.first == 'a\\x00\\n\"'"),
              std::string("payload.first == \"a\0\n\"\"", 23));
    EXPECT_EQ(understood("app == whatsapp"), "app == \"whatsapp\"");
    EXPECT_EQ(understood("place == beijing"), "place == \"beijing\"");
}

TEST(Condition, ReadsSets) {
    EXPECT_EQ(understood("tls.sni in $names and server.port in $web"),
              "(tls.sni in SET and server.port in SET)");
    EXPECT_EQ(understood("client.ip in $moving"), "client.ip in SET");
    EXPECT_EQ(understood("tls.sni in {a.com, \"*.b.com\"}"), "tls.sni in SET");
    EXPECT_EQ(understood("app in {whatsapp, dns}"), "(app == \"whatsapp\" or app == \"dns\")");
}

TEST(Condition, LiteralSetsHoldTheirMembers) {
    const Policy policy = policy_of(rule_with(
        {"when: server.port in {80, 443, 8000-8100} or dns.qtype in {A, 65}", "then: drop"}));
    ASSERT_GE(policy.sets.size(), 2U);
    const auto& ports = std::get<IntegerSet>(policy.sets[policy.sets.size() - 2].set);
    const auto& types = std::get<IntegerSet>(policy.sets.back().set);
    EXPECT_TRUE(ports.contains(8100));
    EXPECT_FALSE(ports.contains(8101));
    EXPECT_TRUE(types.contains(1));
    EXPECT_TRUE(types.contains(65));
}

TEST(Condition, VersionsOfTlsAreInOrder) {
    EXPECT_EQ(understood("tls.version < 1.2"),
              "(tls.version == \"3.0\" or tls.version == \"1.0\" or tls.version == \"1.1\")");
    EXPECT_EQ(understood("tls.version == 1.3"), "tls.version == \"1.3\"");
    EXPECT_EQ(
        condition_errors("tls.version == 1.4"),
        Lines{"16: '1.4' is no version of TLS; it may be 1.0, 1.1, 1.2, 1.3, or 3.0 for SSL"});
    EXPECT_EQ(condition_errors("tls.version > 1.3"),
              Lines{"18: no version of TLS is beyond '1.3'"});
}

TEST(Condition, AnUnknownFieldIsToldWithANearOne) {
    EXPECT_EQ(condition_errors("tls.snl == a.com"),
              Lines{"1: no field is called 'tls.snl'; did you mean 'tls.sni'?"});
    EXPECT_EQ(condition_errors("flow.up.byte > 1"),
              Lines{"1: no field is called 'flow.up.byte'; did you mean 'flow.up.bytes'?"});
    EXPECT_EQ(condition_errors("xyzzy"),
              Lines{"1: no field is called 'xyzzy'; `cordon check --fields` lists all"});
    EXPECT_EQ(condition_errors("ip.addr == 10.0.0.1"),
              Lines{"1: no field is called 'ip.addr'; write client.ip or server.ip (`cordon check "
                    "--fields` lists all)"});
    EXPECT_EQ(condition_errors("http.uri contains x"),
              Lines{"1: no field is called 'http.uri'; write http.path (`cordon check --fields` "
                    "lists all)"});
}

TEST(Condition, AnUnknownSetIsToldWithANearOne) {
    EXPECT_EQ(condition_errors("tls.sni in $name"),
              Lines{"12: no set is called '$name'; did you mean 'names'?"});
    EXPECT_EQ(condition_errors("client.ip in $beijing"),
              Lines{"14: '$beijing' is a place, not a set; write place == beijing"});
}

TEST(Condition, AnOperatorThatDoesNotSuitSaysWhichDo) {
    EXPECT_EQ(condition_errors("client.ip contains 10"),
              Lines{"11: 'contains' does not suit client.ip, which is an address and takes ==, != "
                    "or in"});
    EXPECT_EQ(condition_errors("tls.sni > 5"),
              Lines{"9: '>' does not suit tls.sni, which is a name and takes ==, !=, in, contains "
                    "or matches"});
    EXPECT_EQ(condition_errors("tls.ech in {true}"),
              Lines{"9: 'in' does not suit tls.ech, which is true or false and takes == or !="});
}

TEST(Condition, ASetOfTheWrongKindSaysWhichFits) {
    EXPECT_EQ(condition_errors("tls.sni in $web"),
              Lines{"12: '$web' is a set of kind ports; tls.sni is a name and wants domains or "
                    "strings"});
    EXPECT_EQ(condition_errors("ip.ttl in $web"),
              Lines{"11: '$web' is a set of kind ports; ip.ttl is a number and wants members in "
                    "braces"});
    EXPECT_EQ(condition_errors("tls.sni == $names"),
              Lines{"12: a set goes with 'in': tls.sni in $names"});
}

TEST(Condition, AValueOfTheWrongTypeSaysWhatWouldFit) {
    EXPECT_EQ(condition_errors("ip.ttl > many"), Lines{"10: 'many' is not a number such as 443"});
    EXPECT_EQ(condition_errors("flow.up.bytes > 8 KB"),
              Lines{"17: '8 KB' has an unknown unit 'KB'; it may be B, kB, KiB, MB or MiB; did you "
                    "mean 'kB'?"});
    EXPECT_EQ(condition_errors("flow.age > 5"),
              Lines{"12: '5' needs a unit: ns, us, ms, s, min, h or d"});
    EXPECT_EQ(condition_errors("ip.dst == 10.0.0.1/8"),
              Lines{"11: '10.0.0.1/8' has bits set beyond its prefix; the block is 10.0.0.0/8"});
    EXPECT_EQ(condition_errors("ip.dst == example.org"),
              Lines{"11: 'example.org' is not an address such as 31.13.86.51 or 10.0.0.0/8"});
    EXPECT_EQ(condition_errors("direction == left"),
              Lines{"14: 'left' is not a value of direction, which is up or down"});
    EXPECT_EQ(condition_errors("dns.qtype == AAA"),
              Lines{"14: 'AAA' is not a value of dns.qtype, which is A, NS, CNAME, SOA, PTR, MX, "
                    "TXT, AAAA, SRV, NAPTR, DS, DNSKEY, SVCB, HTTPS or ANY, or a number; did you "
                    "mean 'AAAA'?"});
    EXPECT_EQ(condition_errors("app == whatsap.chat"),
              Lines{"8: no application is called 'whatsap.chat'; did you mean 'whatsapp.chat'?"});
    EXPECT_EQ(
        condition_errors("payload.first == GET"),
        Lines{"18: 'GET' is not bytes such as 57:41:02; a text among bytes stands in quotes"});
    EXPECT_EQ(condition_errors("tls.sni == *.b.com"),
              Lines{"12: '==' compares byte for byte; a name with '*' goes with 'in': tls.sni in "
                    "{*.b.com}"});
    EXPECT_EQ(condition_errors("tls.ech == 2"), Lines{"12: '2' is not true or false"});
    EXPECT_EQ(condition_errors("ip.ttl == \"5\""),
              Lines{"11: ip.ttl is compared with a number such as 443, without quotes"});
}

TEST(Condition, WhatIsWrongWithABlockIsSaidAsItIsWritten) {
    const auto wrong = [](const std::string& block) {
        return condition_errors("ip.dst == " + block).front().substr(std::string("11: '").size());
    };
    EXPECT_EQ(wrong("10.0.0.0/08"),
              "10.0.0.0/08' has a prefix with a zero in front; the block is 10.0.0.0/8");
    EXPECT_EQ(wrong("10.0.0.0/0x8"), "10.0.0.0/0x8' has a prefix that is not a number up to 32");
    EXPECT_EQ(wrong("::ffff:0:0/95"),
              "::ffff:0:0/95' has bits set beyond its prefix; the block is ::fffe:0:0/95");
    EXPECT_EQ(wrong("::ffff:10.0.0.1/104"),
              "::ffff:10.0.0.1/104' has bits set beyond its prefix; the block is 10.0.0.0/8");
    EXPECT_EQ(wrong("::ffff:10.0.0.1/129"),
              "::ffff:10.0.0.1/129' has a prefix that is not a number up to 128");
}

TEST(Condition, OddBytesOfANameInDnsAreWrittenAsTheyAreShown) {
    const std::string when =
        "dns.qname == \"\\\\255\\\\254.a.org\" or dns.qname in {\"\\\\032.org\"}";
    EXPECT_EQ(understood(when), "(dns.qname == \"\\255\\254.a.org\" or dns.qname in SET)");
    EXPECT_EQ(warnings_in(rule_with({"when: " + when, "then: drop"})), Lines{});
}

TEST(Condition, AnUnknownApplicationIsNone) {
    const std::string what =
        ": 'unknown' is no application: reports print it where none was found; write 'not app' for "
        "those flows, and 'app' for all others";
    EXPECT_EQ(condition_errors("app == unknown"), Lines{"8" + what});
    EXPECT_EQ(condition_errors("app != unknown"), Lines{"8" + what});
    EXPECT_EQ(condition_errors("app in {dns, unknown}"), Lines{"14" + what});
    EXPECT_EQ(condition_errors("app == xyzzyxyzzy").front().find("unknown"), std::string::npos);
}

TEST(Condition, NumbersAreHeldToTheLimitsOfTheirFields) {
    EXPECT_EQ(understood("server.port == 65535"), "server.port == 65535");
    EXPECT_EQ(condition_errors("server.port == 65536"),
              Lines{"16: '65536' is too large for server.port, which is at most 65535"});
    EXPECT_EQ(understood("ip.ttl == 255"), "ip.ttl == 255");
    EXPECT_EQ(condition_errors("ip.ttl == 256"),
              Lines{"11: '256' is too large for ip.ttl, which is at most 255"});
    EXPECT_EQ(condition_errors("time.hour == 24"),
              Lines{"14: '24' is too large for time.hour, which is at most 23"});
    EXPECT_EQ(condition_errors("payload.printable > 101%"),
              Lines{"21: '101%' is too large for payload.printable, which is at most 100%"});
    EXPECT_EQ(understood("flow.up.bytes > 9223372036854775807"),
              "flow.up.bytes > 9223372036854775807");
    EXPECT_EQ(condition_errors("flow.up.bytes > 9223372036854775808"),
              Lines{"17: '9223372036854775808' is too large"});
}

TEST(Condition, AWindowIsAskedForAndHeldToItsLimits) {
    EXPECT_EQ(condition_errors("flow.up.rate > 1 Mbit/s"),
              Lines{"14: flow.up.rate looks back over a time: flow.up.rate(5 s)"});
    EXPECT_EQ(condition_errors("flow.up.bytes(5 s) > 1"),
              Lines{"14: flow.up.bytes takes no window"});
    EXPECT_EQ(understood("flow.up.bytes_in(1 ms) > 1"), "flow.up.bytes_in(1000000) > 1");
    EXPECT_EQ(
        condition_errors("flow.up.bytes_in(999 us) > 1"),
        Lines{"18: '999 us' is too fine: a window is 1 ms or longer, and is cut into 16 slots "
              "of whole nanoseconds"});
    EXPECT_EQ(condition_errors("flow.up.bytes_in(5) > 1"),
              Lines{"18: '5' needs a unit: ns, us, ms, s, min, h or d"});
}

TEST(Condition, ABadRegularExpressionIsToldAtItsPlace) {
    EXPECT_EQ(understood("tls.sni matches \"^mm[gs]\\.\""), "tls.sni matches PATTERN");
    EXPECT_EQ(condition_errors("tls.sni matches \"a[z-b]\""),
              Lines{"20: this regular expression cannot be read: invalid character class range: "
                    "z-b"});
    EXPECT_EQ(condition_errors("tls.sni matches \"(((a{1000}){1000}){1000})\""),
              Lines{"22: this regular expression cannot be read: invalid repetition size: {1000}"});
    EXPECT_EQ(condition_errors("tls.sni matches \"\""),
              Lines{"17: an empty expression matches everything"});
}

TEST(Condition, WordsOfOtherLanguagesAreNamed) {
    EXPECT_EQ(condition_errors("tls.sni && tls.ech"), Lines{"9: write 'and' for '&&'"});
    EXPECT_EQ(condition_errors("tls.ech == true || tls.esni"), Lines{"17: write 'or' for '||'"});
    EXPECT_EQ(condition_errors("ip.ttl = 5"), Lines{"8: '=' compares nothing; write '=='"});
    EXPECT_EQ(condition_errors("(!tls.sni)"), Lines{"2: '!' negates nothing; write 'not'"});
    EXPECT_EQ(condition_errors("tls.sni not in $names"),
              Lines{"9: write 'not' in front: not tls.sni in ..."});
    EXPECT_EQ(condition_errors("5 < ip.ttl"),
              Lines{"1: a comparison begins with a field, as in ip.ttl > 5; '5' is none"});
}

TEST(Condition, WhatIsMissingIsTold) {
    EXPECT_EQ(condition_errors("tls.sni and"), Lines{"12: a comparison is missing before the end"});
    EXPECT_EQ(condition_errors("ip.ttl >"),
              Lines{"9: ip.ttl is compared with a number such as 443, not with the end"});
    EXPECT_EQ(condition_errors("(tls.sni"), Lines{"1: this '(' is never closed"});
    EXPECT_EQ(condition_errors("tls.sni)"), Lines{"8: this ')' closes nothing"});
    EXPECT_EQ(condition_errors("tls.sni tls.ech"),
              Lines{"9: an operator is missing after tls.sni, which takes ==, !=, in, contains or "
                    "matches"});
    EXPECT_EQ(condition_errors("ip.ttl in {5, 6"),
              Lines{"16: a ',' or '}' is missing before the end"});
    EXPECT_EQ(condition_errors("ip.ttl in {}"),
              Lines{"11: this set is empty, so ip.ttl is never in it"});
    EXPECT_EQ(condition_errors("tls.sni == \"a"), Lines{"12: this quote is never closed"});
    EXPECT_EQ(condition_errors("ip.ttl in {9-5}"), Lines{"12: '9-5' runs backwards"});
}

TEST(Condition, EveryComparisonIsCheckedEvenAfterAWrongOne) {
    EXPECT_EQ(
        condition_errors("tls.snl and (ip.ttl > x or client.ip > 1) and direction == up"),
        (Lines{"1: no field is called 'tls.snl'; did you mean 'tls.sni'?",
               "23: 'x' is not a number such as 443",
               "38: '>' does not suit client.ip, which is an address and takes ==, != or in"}));
}

TEST(Condition, NestingIsLimitedAndToldOnce) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "tls.sni" + std::string(depth, ')');
    };
    EXPECT_EQ(condition_errors(nested(64)), Lines{});
    EXPECT_EQ(condition_errors(nested(65)),
              Lines{"66: parentheses and 'not' are nested more than 64 deep here"});
    EXPECT_EQ(condition_errors(nested(5000)).size(), 1U);
    std::string nots;
    for (int i = 0; i < 5000; ++i) nots += "not ";
    EXPECT_EQ(condition_errors(nots + "tls.sni").size(), 1U);
}

TEST(Condition, EscapesInTextsAreCheckedAtTheirPlace) {
    EXPECT_EQ(condition_errors("http.path contains \"a\\q\""),
              Lines{"22: '\\q' is no escape; there are \\\\ \\\" \\' \\n \\r \\t and \\xHH"});
    EXPECT_EQ(condition_errors("http.path contains \"\\x4\""),
              Lines{"21: '\\x' takes two hexadecimal digits"});
}

}  // namespace
}  // namespace cordon

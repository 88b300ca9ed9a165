#include <gtest/gtest.h>

#include "tests/policy/file/policy_text.hh"

namespace cordon {
namespace {

std::string with_let(const std::string& let) {
    return "policy: p\nlet:\n" + let;
}

template <typename Kind>
const Kind& first_set(const Policy& policy) {
    return std::get<Kind>(policy.sets.at(0).set);
}

TEST(Let, ReadsASetOfEveryKind) {
    const Policy policy =
        policy_of(with_let("  a: { domains: [A.com, '*.b.com'] }\n"
                           "  b: { cidrs: 10.0.0.0/8 }\n"
                           "  c: { ports: [80, 8000-8100] }\n"
                           "  d: { strings: ['x y', z] }\n"
                           "  e: { bytes: ['57:41:02:00'] }\n"));
    ASSERT_EQ(policy.sets.size(), 5U);
    EXPECT_EQ(policy.sets[0].name, "a");
    EXPECT_TRUE(std::get<DomainSet>(policy.sets[0].set).contains("x.B.com"));
    EXPECT_TRUE(std::get<CidrSet>(policy.sets[1].set).contains(*parse_ip_address("10.9.9.9")));
    EXPECT_TRUE(std::get<IntegerSet>(policy.sets[2].set).contains(8100));
    EXPECT_TRUE(std::get<TextSet>(policy.sets[3].set).contains("x y"));
    EXPECT_TRUE(std::get<TextSet>(policy.sets[4].set).contains(std::string_view("WA\x02\0", 4)));
}

TEST(Let, ReadsAPoolOfASetThatStandsLater) {
    const Policy policy = policy_of(with_let(
        "  moving: { pool: $edges, covers: 70%, lag: { p50: 5 d, p90: 20 d }, rotate: 12 h }\n"
        "  edges: { cidrs: [10.0.0.0/8] }\n"));
    const auto& pool = first_set<PoolSet>(policy);
    EXPECT_EQ(pool.name, "moving");
    EXPECT_TRUE(pool.pool.contains(*parse_ip_address("10.1.2.3")));
    EXPECT_EQ(pool.covers.millionths, 700'000U);
    EXPECT_EQ(pool.rotate, std::chrono::hours{12});
    EXPECT_EQ(std::get<QuantileLaw>(*pool.lag).points.size(), 2U);
}

TEST(Let, ReadsPlaces) {
    const Policy policy = policy_of(with_let("  beijing: { place: [10.1.0.0/16] }\n"));
    ASSERT_EQ(policy.places.size(), 1U);
    EXPECT_EQ(policy.places[0].name, "beijing");
    EXPECT_TRUE(policy.places[0].addresses.contains(*parse_ip_address("10.1.2.3")));
    EXPECT_TRUE(policy.sets.empty());
}

TEST(Let, ReadsMembersFromAFileBesideThePolicy) {
    const FilesInMemory files{{"lists/a.txt", "# a list\n a.com  # first\n\n\tb.com\r\n*.c.com"}};
    const Policy policy =
        policy_of(with_let("  a: { domains: [d.com], file: lists/a.txt }\n"), files);
    const auto& set = first_set<DomainSet>(policy);
    EXPECT_EQ(set.size(), 4U);
    for (const char* name : {"a.com", "b.com", "x.c.com", "d.com"}) EXPECT_TRUE(set.contains(name));
}

TEST(Let, AListMayBeginWithAByteOrderMark) {
    const FilesInMemory files{{"a.txt",
                               "\xef\xbb\xbf"
                               "a.com\n b c\n"}};
    EXPECT_EQ(errors_in(with_let("  a: { domains: [], file: a.txt }\n"), files),
              Lines{"a.txt:2:2: 'b c' has a space or a control character in it"});
}

TEST(Let, EveryKindOfListMayStandInAFile) {
    const FilesInMemory files{
        {"c", "10.0.0.0/8\n"}, {"p", "80\n90-99\n"}, {"s", "x y\n#\n"}, {"b", "57:41\n"}};
    EXPECT_EQ(errors_in(with_let("  c: { cidrs: [], file: c }\n  p: { ports: , file: p }\n"
                                 "  s: { strings: [], file: s }\n  b: { bytes: [], file: b }\n"
                                 "  q: { place: [], file: c }\n"),
                        files),
              Lines{});
}

TEST(Let, AListWithoutMembersIsTold) {
    const FilesInMemory files{{"e.txt", "# nothing yet\n\n"}};
    EXPECT_EQ(warnings_in(with_let("  a: { domains: [], file: e.txt }\n"
                                   "  b: { place: [], file: e.txt }\n"
                                   "  c: { ports: [80], file: e.txt }\n"),
                          files),
              (Lines{"p.yaml:3:27: warning: no member stands in 'e.txt': nothing is ever in this "
                     "set",
                     "p.yaml:4:25: warning: no member stands in 'e.txt': nothing is ever in this "
                     "place"}));
}

TEST(Let, ErrorsInAListNameTheListAndItsLine) {
    const FilesInMemory files{{"lists/a.txt", "a.com\n  https://b.com\n"}};
    EXPECT_EQ(errors_in(with_let("  a: { domains: [], file: lists/a.txt }\n"), files),
              Lines{"lists/a.txt:2:3: 'https://b.com' is a web address; a name is only the part "
                    "after '//'"});
    EXPECT_EQ(errors_in(with_let("  a: { domains: [], file: none.txt }\n")),
              Lines{"p.yaml:3:27: cannot read 'none.txt': No such file or directory"});
}

TEST(Let, WrongMembersAreToldEach) {
    EXPECT_EQ(
        errors_in(with_let("  a: { domains: [10.0.0.1, 'a b', 'm\u00fc.de', 'a.com:80', ''] }\n")),
        (Lines{"p.yaml:3:18: '10.0.0.1' is an address; addresses go into a set of cidrs",
               "p.yaml:3:28: 'a b' has a space or a control character in it",
               ("p.yaml:3:35: 'm\u00fc.de' has letters beyond ASCII; write it in its xn-- form, as "
                "it is sent"),
               "p.yaml:3:44: 'a.com:80' has ':' in it; a port is not part of a name",
               "p.yaml:3:56: '' is empty"}));
    EXPECT_EQ(errors_in(with_let("  a: { ports: [65536, 5-3, x] }\n")),
              (Lines{"p.yaml:3:16: '65536' is no port; the greatest is 65535",
                     "p.yaml:3:23: '5-3' runs backwards",
                     "p.yaml:3:28: 'x' is not a number such as 443"}));
    EXPECT_EQ(errors_in(with_let("  a: { bytes: ['5741'] }\n")),
              Lines{"p.yaml:3:16: '5741' is not bytes such as 57:41:02"});
    EXPECT_EQ(errors_in(with_let("  a: { cidrs: [10.0.0.0/33] }\n")),
              Lines{"p.yaml:3:16: '10.0.0.0/33' has a prefix that is not a number up to 32"});
}

TEST(Let, ASetHasOneKind) {
    EXPECT_EQ(errors_in(with_let("  a: { domains: [a.com], ports: [80] }\n")),
              Lines{"p.yaml:3:3: set 'a' has two kinds, domains and ports; it has one"});
    EXPECT_EQ(errors_in(with_let("  a: { }\n")),
              Lines{"p.yaml:3:3: set 'a' has no kind; it may have domains, cidrs, ports, strings, "
                    "bytes, pool or place"});
    EXPECT_EQ(errors_in(with_let("  a: { file: list.txt }\n")),
              Lines{"p.yaml:3:3: set 'a' has no kind; beside 'file' stands what the file holds, as "
                    "in {domains: [], file: ...}; it may be domains, cidrs, ports, strings, bytes, "
                    "pool or place"});
    EXPECT_EQ(errors_in(with_let("  a: { domain: [a.com] }\n")).front(),
              "p.yaml:3:3: set 'a' has no kind; it may have domains, cidrs, ports, strings, bytes, "
              "pool or place");
    EXPECT_EQ(errors_in(with_let("  a: [a.com]\n")),
              Lines{"p.yaml:3:6: a set is a map of domains, cidrs, ports, strings, bytes, pool, "
                    "place or file; this is a list"});
}

TEST(Let, NamesOfSetsAndPlacesAreUnique) {
    EXPECT_EQ(errors_in(with_let("  a: { ports: [80] }\n  'a': { place: [10.0.0.0/8] }\n")).back(),
              "p.yaml:4:3: 'a' is already defined in p.yaml:3");
    EXPECT_EQ(errors_in(with_let("  a b: { ports: [80] }\n")),
              Lines{"p.yaml:3:3: 'a b' does not do as the name of a set: it has 1 to 100 letters, "
                    "digits, '-' and '_'"});
}

TEST(Let, PoolsAreChecked) {
    EXPECT_EQ(errors_in(with_let("  a: { ports: [80] }\n  b: { pool: $a }\n")),
              Lines{"p.yaml:4:14: '$a' is a set of kind ports; a pool is made of cidrs"});
    EXPECT_EQ(errors_in(with_let("  aa: { cidrs: [10.0.0.0/8] }\n  b: { pool: $ab }\n")),
              Lines{"p.yaml:4:14: no set is called '$ab'; did you mean 'aa'?"});
    EXPECT_EQ(
        errors_in(with_let("  a: { cidrs: [10.0.0.0/8] }\n  b: { pool: $a, covers: 101% }\n")),
        Lines{"p.yaml:4:26: 'covers' is at most 100%"});
    EXPECT_EQ(errors_in(with_let(
                  "  a: { cidrs: [10.0.0.0/8] }\n  b: { pool: $a, lag: 1000 h, rotate: 1 h }\n")),
              Lines{"p.yaml:4:23: this lag is longer than 1,000 rotations; rotate more slowly, or "
                    "leave 'rotate' out for a pool that does not move"});
    EXPECT_EQ(errors_in(with_let(
                  "  a: { cidrs: [10.0.0.0/8] }\n  b: { pool: $a, lag: 999 h, rotate: 1 h }\n")),
              Lines{});
}

TEST(Let, NamesThatNoHostHasAreWarnedOf) {
    const std::string long_label(64, 'a');
    std::string long_name = "a";
    while (long_name.size() < 254) long_name += ".a";
    EXPECT_EQ(warnings_in(with_let("  a: { domains: [a..com, .b.com, " + long_label + ".com] }\n")),
              (Lines{"p.yaml:3:18: warning: 'a..com' has an empty part between its dots, which no "
                     "host name has",
                     "p.yaml:3:26: warning: '.b.com' has an empty part between its dots, which no "
                     "host name has",
                     "p.yaml:3:34: warning: '" + long_label +
                         ".com' has a part longer than 63 "
                         "characters, which no host name has"}));
    EXPECT_EQ(warnings_in(with_let("  a: { domains: [" + long_name + "] }\n")).size(), 1U);
    EXPECT_EQ(warnings_in(with_let("  a: { domains: [" + long_name.substr(0, 253) + "] }\n")),
              Lines{});
    EXPECT_EQ(warnings_in(with_let("  a: { domains: [" + long_label.substr(1) + ".COM.] }\n")),
              Lines{});
}

}  // namespace
}  // namespace cordon

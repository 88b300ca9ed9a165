#include "sim/policy/file/pattern.hh"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cordon {
namespace {

bool found(std::string_view pattern, std::string_view text) {
    const auto compiled = compile_pattern(pattern);
    return compiled && (*compiled)->found_in(text);
}

TEST(Pattern, IsFoundWhateverStandsAroundIt) {
    EXPECT_TRUE(found("falun", "/a/falun/b"));
    EXPECT_TRUE(found("/falun[^/]*/", "x/falungong/"));
    EXPECT_FALSE(found("/falun[^/]*/", "x/falungong"));
    EXPECT_FALSE(found("falun", "/a/Falun/b"));
    EXPECT_FALSE(found("falun", "falu"));
    EXPECT_FALSE(found("falun", ""));
}

TEST(Pattern, SaysWhetherItAsksForTheEndOfTheText) {
    for (const std::string_view pattern : {"ab$", "ab\\z", "ab\\b", "ab\\B", "(ab$|c)"}) {
        EXPECT_TRUE((*compile_pattern(pattern))->looks_at_end()) << pattern;
    }
    for (const std::string_view pattern : {"ab", "^ab", "\\Aab", "a[bB]z", "ab.*"}) {
        EXPECT_FALSE((*compile_pattern(pattern))->looks_at_end()) << pattern;
    }
}

TEST(Pattern, InAnyCaseIsFoundInAnyCase) {
    for (const std::string_view text : {"/falun/", "/FALUN/", "/fALuN/"}) {
        EXPECT_TRUE(found("(?i)/falun/", text)) << text;
        EXPECT_FALSE(found("(?i)/falon/", text)) << text;
    }
}

TEST(Pattern, OfAlternativesIsFoundByEach) {
    EXPECT_TRUE(found("(falun|tibet).*x", "a tibet x"));
    EXPECT_TRUE(found("(falun|tibet).*x", "a falun x"));
    EXPECT_FALSE(found("(falun|tibet).*x", "a taiwan x"));
    EXPECT_TRUE(found("(falun|.)z", "qz"));
}

TEST(Pattern, WithoutATextThatItNeedsIsFoundAsWell) {
    EXPECT_TRUE(found("^[a-z]+[0-9]$", "abc7"));
    EXPECT_FALSE(found("^[a-z]+[0-9]$", "abc"));
    EXPECT_TRUE(found("x*", ""));
    EXPECT_TRUE(found("(longer)?", "none of it"));
}

TEST(Pattern, OfBytesBeyondAsciiComparesBytes) {
    const std::string_view text =
        "..a\xe9"
        "bcd";
    EXPECT_TRUE(found("a\\xe9bcd", text));
    EXPECT_TRUE(found("(?i)A\\xe9BCD", text));
    EXPECT_FALSE(found("a\\xe9bcd", "..abcd"));
}

}  // namespace
}  // namespace cordon

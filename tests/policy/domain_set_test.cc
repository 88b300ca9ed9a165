#include "sim/policy/sets/domain_set.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

namespace cordon {
namespace {

DomainSet set_of(std::initializer_list<const char*> patterns) {
    DomainSet set;
    for (const char* pattern : patterns) set.add(pattern);
    return set;
}

TEST(DomainSet, HoldsAnExactNameInAnyCase) {
    const DomainSet set = set_of({"MMG.WhatsApp.net"});
    EXPECT_TRUE(set.contains("mmg.whatsapp.net"));
    EXPECT_TRUE(set.contains("mMg.whatsapp.NET"));
    EXPECT_FALSE(set.contains("mmg.whatsapp.ne"));
    EXPECT_FALSE(set.contains("x.mmg.whatsapp.net"));
    EXPECT_FALSE(set.contains("whatsapp.net"));
}

TEST(DomainSet, LeadingStarIsAnyDepthBelowButNotTheNameItself) {
    const DomainSet set = set_of({"*.whatsapp.net"});
    EXPECT_TRUE(set.contains("a.whatsapp.net"));
    EXPECT_TRUE(set.contains("a.b.c.whatsapp.net"));
    EXPECT_FALSE(set.contains("whatsapp.net"));
    EXPECT_FALSE(set.contains(".whatsapp.net"));
    EXPECT_FALSE(set.contains("notwhatsapp.net"));
}

TEST(DomainSet, StarInsideALabelStaysInTheLabel) {
    const DomainSet set = set_of({"mmg-*.whatsapp.net", "mms*.whatsapp.net"});
    EXPECT_TRUE(set.contains("mmg-fna.whatsapp.net"));
    EXPECT_TRUE(set.contains("mmg-.whatsapp.net"));
    EXPECT_TRUE(set.contains("MMS836.whatsapp.net"));
    EXPECT_TRUE(set.contains("mms.whatsapp.net"));
    EXPECT_FALSE(set.contains("mmg-a.b.whatsapp.net"));
    EXPECT_FALSE(set.contains("a.mmg-b.whatsapp.net"));
    EXPECT_FALSE(set.contains("mmg.whatsapp.net"));
}

TEST(DomainSet, AStarAsAMiddleLabelIsOneLabel) {
    const DomainSet set = set_of({"media.*.fna.whatsapp.net"});
    EXPECT_TRUE(set.contains("media.fmxp1-1.fna.whatsapp.net"));
    EXPECT_FALSE(set.contains("media.fna.whatsapp.net"));
    EXPECT_FALSE(set.contains("media.a.b.fna.whatsapp.net"));
}

TEST(DomainSet, LeadingStarAndStarsInsideLabelsGoTogether) {
    const DomainSet set = set_of({"*.m*a-*.cdn.net"});
    EXPECT_TRUE(set.contains("x.media-1.cdn.net"));
    EXPECT_TRUE(set.contains("x.y.ma-.cdn.net"));
    EXPECT_FALSE(set.contains("media-1.cdn.net"));
}

TEST(DomainSet, PatternsMayEndInAStar) {
    const DomainSet set = set_of({"google.*", "*.blogspot.*"});
    EXPECT_TRUE(set.contains("google.com"));
    EXPECT_FALSE(set.contains("google.co.uk"));
    EXPECT_TRUE(set.contains("a.b.blogspot.de"));
    EXPECT_FALSE(set.contains("blogspot.de"));
    EXPECT_FALSE(set.contains("google.com."));
}

TEST(DomainSet, TrailingDotIsSignificant) {
    const DomainSet set = set_of({"a.com.", "b.com", "*.c.com.", "d.*."});
    EXPECT_TRUE(set.contains("a.com."));
    EXPECT_FALSE(set.contains("a.com"));
    EXPECT_FALSE(set.contains("b.com."));
    EXPECT_TRUE(set.contains("x.c.com."));
    EXPECT_FALSE(set.contains("x.c.com"));
    EXPECT_TRUE(set.contains("d.net."));
    EXPECT_FALSE(set.contains("d.net"));
}

TEST(DomainSet, EmptySetAndEmptyNameHoldNothing) {
    EXPECT_FALSE(DomainSet{}.contains("a.com"));
    EXPECT_FALSE(DomainSet{}.contains(""));
    EXPECT_FALSE(set_of({"a.com"}).contains(""));
    EXPECT_FALSE(set_of({"a.com"}).contains("."));
}

TEST(DomainSet, NamesOf255And256BytesAndMoreAreLookedUpAlike) {
    const DomainSet set = set_of({"*.example.com", "mm*.example.org"});
    for (const std::size_t size : {254U, 255U, 256U, 65535U}) {
        const std::string tail = ".EXAMPLE.com";
        EXPECT_TRUE(set.contains(std::string(size - tail.size(), 'A') + tail)) << size;
        EXPECT_TRUE(set.contains("MM" + std::string(size - 14, 'x') + ".example.org")) << size;
        EXPECT_FALSE(set.contains(std::string(size, 'a'))) << size;
    }
}

TEST(DomainSet, AHostileNameOfDotsEndsSoon) {
    DomainSet set = set_of({"a*.b", "*.x*.y*.z", "*.*a*a*a*a*b.c"});
    for (int i = 0; i < 1000; ++i) set.add(std::to_string(i) + ".com");
    EXPECT_FALSE(set.contains(std::string(65536, '.')));
    EXPECT_FALSE(set.contains("q." + std::string(65000, 'a') + ".c"));
}

TEST(DomainSet, AHundredThousandNamesAreAllFoundAndNoOthers) {
    DomainSet set;
    for (int i = 0; i < 100'000; ++i) set.add("host" + std::to_string(i) + ".example.com");
    EXPECT_EQ(set.size(), 100'000U);
    for (int i = 0; i < 100'000; ++i) {
        ASSERT_TRUE(set.contains("host" + std::to_string(i) + ".example.com"));
    }
    EXPECT_FALSE(set.contains("host100000.example.com"));
    EXPECT_FALSE(set.contains("www.host1.example.com"));
}

TEST(DomainSet, HoldsAllOfAPatternThatOneOfItsOwnHolds) {
    const DomainSet set = set_of({"*.b.com", "mm*.c.com", "*.x*.d.com", "e.com", "*.net"});
    for (const char* within :
         {"B.b.com", "*.b.com", "*.a.b.com", "a*.b.com", "mmg*.c.com", "mm*.c.com", "mm*g.c.com",
          "a.x1.d.com", "*.x1*.d.com", "*.a.x.d.com", "e.com", "*.a.net", "a.*.net"}) {
        EXPECT_TRUE(set.contains_all_of(within)) << within;
    }
    for (const char* beyond : {"b.com", "*.com", "m*.c.com", "*.mm.c.com", "*.c.com", "x1.d.com",
                               "*.d.com", "*.e.com", "*", "**.net", "*.*"}) {
        EXPECT_FALSE(set.contains_all_of(beyond)) << beyond;
    }
}

TEST(DomainSet, AnyDepthIsMoreThanALabelOfAnyLetters) {
    EXPECT_FALSE(set_of({"**.b.com"}).contains_all_of("*.b.com"));
    EXPECT_FALSE(set_of({"*.*.b.com"}).contains_all_of("*.b.com"));
    EXPECT_TRUE(set_of({"*.b.com"}).contains_all_of("*.*.b.com"));
    EXPECT_TRUE(set_of({"*.*"}).contains_all_of("*.b.com"));
}

TEST(DomainSet, TellsItsPatterns) {
    const DomainSet set = set_of({"A.com", "*.a.com", "m*.b.com", "*.m*.b.com", "c.*"});
    std::vector<std::string> told;
    EXPECT_TRUE(set.all_patterns([&](const std::string& pattern) {
        told.push_back(pattern);
        return true;
    }));
    std::sort(told.begin(), told.end());
    EXPECT_EQ(told,
              (std::vector<std::string>{"*.a.com", "*.m*.b.com", "a.com", "c.*", "m*.b.com"}));
    EXPECT_FALSE(set.all_patterns([](const std::string&) { return false; }));
}

}  // namespace
}  // namespace cordon

#include <gtest/gtest.h>

#include <limits>

#include "sim/core/calendar.hh"
#include "sim/core/ip_protocol.hh"
#include "sim/policy/field.hh"
#include "sim/policy/law.hh"
#include "sim/policy/sets/cidr_set.hh"
#include "sim/policy/sets/integer_set.hh"
#include "sim/policy/sets/pool_set.hh"
#include "sim/policy/sets/text_set.hh"

namespace cordon {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

IpAddress ip(const char* text) {
    return *parse_ip_address(text);
}

CidrSet cidrs(std::initializer_list<const char*> blocks) {
    CidrSet set;
    for (const char* block : blocks) set.add(*parse_cidr(block));
    set.seal();
    return set;
}

TEST(CidrSet, HoldsBothEndsOfABlockAndNotTheirNeighbours) {
    const CidrSet set = cidrs({"31.13.86.48/30", "2a03:2880::/32"});
    EXPECT_FALSE(set.contains(ip("31.13.86.47")));
    EXPECT_TRUE(set.contains(ip("31.13.86.48")));
    EXPECT_TRUE(set.contains(ip("31.13.86.51")));
    EXPECT_FALSE(set.contains(ip("31.13.86.52")));
    EXPECT_TRUE(set.contains(ip("2a03:2880:ffff:ffff:ffff:ffff:ffff:ffff")));
    EXPECT_FALSE(set.contains(ip("2a03:2881::")));
}

TEST(CidrSet, MergesWhatOverlapsOrTouches) {
    const CidrSet set = cidrs({"10.0.1.0/24", "10.0.0.0/24", "10.0.0.128/25", "10.0.3.0/24"});
    ASSERT_EQ(set.size(), 2U);
    EXPECT_EQ(set.intervals()[0].last, ip("10.0.1.255"));
    EXPECT_FALSE(set.contains(ip("10.0.2.0")));
}

TEST(CidrSet, CoversTheWholeSpaceWithoutWrapping) {
    const CidrSet set = cidrs({"::/0", "ffff::/16"});
    EXPECT_EQ(set.size(), 1U);
    EXPECT_TRUE(set.contains(ip("::")));
    EXPECT_TRUE(set.contains(ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")));
    EXPECT_TRUE(set.contains(ip("1.2.3.4")));
    EXPECT_FALSE(cidrs({}).contains(ip("1.2.3.4")));
}

TEST(IntegerSet, HoldsRangesWithBothEndsAndMergesThem) {
    IntegerSet set;
    set.add({.first = 8000, .last = 8100});
    set.add(443);
    set.add(80);
    set.add({.first = 8101, .last = 8101});
    set.seal();
    EXPECT_EQ(set.ranges(), (std::vector<IntegerSet::Range>{{80, 80}, {443, 443}, {8000, 8101}}));
    EXPECT_FALSE(set.contains(7999));
    EXPECT_TRUE(set.contains(8000));
    EXPECT_TRUE(set.contains(8101));
    EXPECT_FALSE(set.contains(8102));
}

TEST(IntegerSet, TakesTheGreatestNumberThereIs) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    IntegerSet set;
    set.add({.first = 5, .last = most});
    set.add({.first = 7, .last = most});
    set.seal();
    EXPECT_EQ(set.size(), 1U);
    EXPECT_TRUE(set.contains(most));
    EXPECT_FALSE(set.contains(4));
}

TEST(TextSet, ComparesByteForByte) {
    TextSet set;
    set.add(std::string("\x57\x41\x02\x00", 4));
    EXPECT_TRUE(set.contains(std::string_view("\x57\x41\x02\x00", 4)));
    EXPECT_FALSE(set.contains("\x57\x41\x02"));
    EXPECT_FALSE(set.contains(""));
}

class PoolSetTest : public ::testing::Test {
protected:
    static PoolSet pool(std::uint32_t covers_millionths) {
        return {.name = "known",
                .pool = cidrs({"10.0.0.0/16"}),
                .covers = Share{covers_millionths},
                .lag = std::nullopt,
                .rotate = hours{12}};
    }
    /// How many of 4,096 addresses of the pool are listed.
    static int listed(const PoolSet& set, Time now) {
        int count = 0;
        for (std::uint32_t i = 0; i < 4096; ++i) {
            if (set.contains(IpAddress::v4(0x0a000000 + i), now, seed)) ++count;
        }
        return count;
    }
    static constexpr std::uint64_t seed = 7;
    const Time today = *midnight(2017, 9, 23, {});
};

TEST_F(PoolSetTest, NothingOutsideThePoolIsListed) {
    EXPECT_FALSE(pool(1'000'000).contains(ip("10.1.0.0"), today, seed));
    EXPECT_TRUE(pool(1'000'000).contains(ip("10.0.255.255"), today, seed));
}

TEST_F(PoolSetTest, ListsItsShareOfThePoolAtAnyTime) {
    // 70% of 4,096 is 2,867; five standard deviations are 147.
    EXPECT_NEAR(listed(pool(700'000), today), 2867, 147);
    EXPECT_NEAR(listed(pool(700'000), today + hours{30}), 2867, 147);
    EXPECT_EQ(listed(pool(0), today), 0);
    EXPECT_EQ(listed(pool(1'000'000), today), 4096);
}

TEST_F(PoolSetTest, DealsAnewAtEachRotationAndNotWithin) {
    const PoolSet set = pool(500'000);
    int changed = 0;
    for (std::uint32_t i = 0; i < 4096; ++i) {
        const IpAddress address = IpAddress::v4(0x0a000000 + i);
        const bool before = set.contains(address, today - Duration{1}, seed);
        const bool after = set.contains(address, today, seed);
        EXPECT_EQ(after, set.contains(address, today + hours{12} - Duration{1}, seed));
        if (before != after) ++changed;
    }
    EXPECT_NEAR(changed, 2048, 160);
}

TEST_F(PoolSetTest, AConstantLagShowsThePoolAsItWas) {
    const PoolSet at_once = pool(500'000);
    PoolSet late = pool(500'000);
    late.lag = UniformLaw{.by = hours{30}, .jitter = {}};
    for (std::uint32_t i = 0; i < 512; ++i) {
        const IpAddress address = IpAddress::v4(0x0a000000 + i);
        EXPECT_EQ(late.contains(address, today + hours{30}, seed),
                  at_once.contains(address, today, seed));
    }
}

TEST_F(PoolSetTest, NothingIsListedBeforeTheFirstLook) {
    PoolSet late = pool(1'000'000);
    late.lag = UniformLaw{.by = hours{30}, .jitter = {}};
    EXPECT_EQ(listed(late, time_from_ns(0) + hours{30} - Duration{1}), 0);
    EXPECT_EQ(listed(late, time_from_ns(0) + hours{30}), 4096);
    EXPECT_EQ(listed(late, time_from_ns(-1)), 0);
}

TEST(Law, UniformStaysWithinItsJitterAndNeverBelowZero) {
    const UniformLaw law{.by = seconds{1}, .jitter = seconds{2}};
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const Duration drawn = draw(law, KeyedRandom{i, "law"});
        EXPECT_GE(drawn, seconds{0});
        EXPECT_LE(drawn, seconds{3});
    }
    EXPECT_EQ(draw(UniformLaw{.by = seconds{5}, .jitter = {}}, KeyedRandom{1, "law"}), seconds{5});
}

TEST(Law, QuantilePointsAreMetAndJoinedInLogTime) {
    const QuantileLaw law{{{500'000, seconds{1}}, {900'000, seconds{16}}}};
    int below_4s = 0;
    int at_first = 0;
    int at_last = 0;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        const Duration drawn = draw(law, KeyedRandom{i, "law"});
        if (drawn < seconds{4}) ++below_4s;
        if (drawn == seconds{1}) ++at_first;
        if (drawn == seconds{16}) ++at_last;
    }
    // Half of the way in log time from 1 s to 16 s is 4 s, at a share of 70%.
    EXPECT_NEAR(below_4s, 7000, 250);
    EXPECT_NEAR(at_first, 5000, 250);
    EXPECT_NEAR(at_last, 1000, 150);
}

TEST(Law, LogTimeIsExactAtTheEndsAndTheMiddle) {
    EXPECT_EQ(between_in_log_time(seconds{1}, seconds{4}, 0), seconds{1});
    EXPECT_EQ(between_in_log_time(seconds{1}, seconds{4}, 1U << 31U), seconds{2});
    EXPECT_EQ(between_in_log_time(Duration{1}, Duration::max(), 0), Duration{1});
    EXPECT_GT(between_in_log_time(Duration{1}, Duration::max(), 0xffffffff), Duration::max() / 2);
}

TEST(Field, EveryFieldIsFoundByItsNameAndHasAMeaning) {
    for (const FieldInfo& info : all_fields()) {
        EXPECT_EQ(find_field(info.name), info.field) << info.name;
        EXPECT_FALSE(info.meaning.empty()) << info.name;
        EXPECT_EQ(info.level == FieldLevel::fact, info.group.has_value()) << info.name;
        EXPECT_EQ(info.level == FieldLevel::window, info.direction.has_value()) << info.name;
    }
    EXPECT_EQ(find_field("tls.snl"), std::nullopt);
}

TEST(Field, ARowSaysWhatTheNameOfTheFieldPromises) {
    using Protocol = std::optional<std::uint8_t>;
    for (const FieldInfo& info : all_fields()) {
        const std::string_view name = info.name;
        const Protocol protocol = name.starts_with("tcp.")   ? Protocol(ip_protocol::tcp)
                                  : name.starts_with("udp.") ? Protocol(ip_protocol::udp)
                                                             : std::nullopt;
        EXPECT_EQ(info.traits.protocol, protocol) << name;
        EXPECT_EQ(info.traits.is_port, name.ends_with("port")) << name;
        if (info.direction) {
            EXPECT_EQ(name.starts_with("flow.up."), info.direction == Direction::up) << name;
        }
        const bool has_several = info.traits.is_list || info.traits.gathers;
        EXPECT_LE(has_several, info.level == FieldLevel::fact) << name;
    }
}

}  // namespace
}  // namespace cordon

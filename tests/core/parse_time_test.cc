#include <gtest/gtest.h>

#include "sim/core/calendar.hh"

namespace cordon {
namespace {

using std::chrono::minutes;

constexpr ZoneOffset beijing{.east = minutes{480}};

struct Reading {
    std::string_view text;
    std::string_view utc;  // as readable_time() writes it
    bool has_offset;
};

class Readings : public testing::TestWithParam<Reading> {};

TEST_P(Readings, AreTakenInTheZoneUnlessTheyNameOne) {
    const auto parsed = parse_time(GetParam().text, beijing);
    ASSERT_TRUE(parsed) << GetParam().text;
    EXPECT_EQ(readable_time(parsed->at), GetParam().utc);
    EXPECT_EQ(parsed->has_offset, GetParam().has_offset);
}

INSTANTIATE_TEST_SUITE_P(
    InBeijing, Readings,
    testing::Values(
        Reading{"2017-07-15", "2017-07-14 16:00:00.000000000Z", false},
        Reading{"2017-07-15Z", "2017-07-15 00:00:00.000000000Z", true},
        Reading{"2017-07-15+08:00", "2017-07-14 16:00:00.000000000Z", true},
        Reading{"2017-07-15-0330", "2017-07-15 03:30:00.000000000Z", true},
        Reading{"2017-07-15T08:00", "2017-07-15 00:00:00.000000000Z", false},
        Reading{"2017-07-15 08:00", "2017-07-15 00:00:00.000000000Z", false},
        Reading{"2017-07-15T08:00Z", "2017-07-15 08:00:00.000000000Z", true},
        Reading{"2017-07-15 08:00:30.5", "2017-07-15 00:00:30.500000000Z", false},
        Reading{"2017-07-15 08:00:30.123456789Z", "2017-07-15 08:00:30.123456789Z", true},
        Reading{"2017-07-15 23:59:59+00:00", "2017-07-15 23:59:59.000000000Z", true},
        Reading{"1960-02-29T00:00:00.000000001Z", "1960-02-29 00:00:00.000000001Z", true}));

TEST(ParseTime, KnowsWhatLiesBeyondTimeFromWhatIsNone) {
    for (const std::string_view text : {earliest_time, latest_time}) {
        EXPECT_TRUE(parse_time(text, {})) << text;
        EXPECT_FALSE(lies_beyond_time(text, {})) << text;
    }
    for (const std::string_view text :
         {"1677-09-21T00:12:43Z", "2262-04-11T23:47:16Z", "0001-01-01", "9999-12-31T23:59:59Z"}) {
        EXPECT_FALSE(parse_time(text, {})) << text;
        EXPECT_TRUE(lies_beyond_time(text, {})) << text;
    }
    EXPECT_FALSE(lies_beyond_time("2262-13-11", {}));
    EXPECT_FALSE(lies_beyond_time("yesterday", {}));
}

TEST(ParseTime, RefusesWhatIsNone) {
    for (const std::string_view text : {"",
                                        "2017",
                                        "2017-07",
                                        "2017-7-15",
                                        "17-07-15",
                                        "2017-07-32",
                                        "2017-02-29",
                                        "2017-13-01",
                                        "2017-07-15T",
                                        "2017-07-15T8:00",
                                        "2017-07-15T08",
                                        "2017-07-15T08:00:",
                                        "2017-07-15T24:00",
                                        "2017-07-15T08:60",
                                        "2017-07-15T08:00:60",
                                        "2017-07-15T08:00:30.",
                                        "2017-07-15T08:00:30.1234567890",
                                        "2017-07-15  08:00",
                                        "2017-07-15T08:00 Z",
                                        "2017-07-15T08:00z",
                                        "2017-07-15t08:00",
                                        " 2017-07-15",
                                        "2017-07-15 ",
                                        "2017/07/15",
                                        "2017-07-15T08:00+25:00",
                                        "2017-07-15T08:00:30.5.5",
                                        "1600-01-01",
                                        "2300-01-01",
                                        "-017-07-15",
                                        "2017-07-15T-8:00"}) {
        EXPECT_FALSE(parse_time(text, beijing)) << text;
    }
}

TEST(ParseTime, RefusesEveryPartOfALongText) {
    const std::string_view whole = "2017-07-15T08:00:30.5+08:00";
    ASSERT_TRUE(parse_time(whole, beijing));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::string_view part = whole.substr(0, length);
        // 10: a date; 16, 19: to the minute, to the second; 21: to a tenth of it.
        const bool complete = length == 10 || length == 16 || length == 19 || length == 21;
        EXPECT_EQ(parse_time(part, beijing).has_value(), complete) << part;
    }
}

TEST(ParseZone, ReadsOffsetsAndZ) {
    EXPECT_EQ(parse_zone("+08:00")->east, minutes{480});
    EXPECT_EQ(parse_zone("+0800")->east, minutes{480});
    EXPECT_EQ(parse_zone("-0330")->east, minutes{-210});
    EXPECT_EQ(parse_zone("Z")->east, minutes{0});
    EXPECT_EQ(parse_zone("-00:30")->east, minutes{-30});
    EXPECT_EQ(parse_zone("+23:59")->east, minutes{1439});
}

TEST(ParseZone, RefusesWhatIsNone) {
    for (const std::string_view text : {"", "z", "8", "+8", "+08", "+8:00", "08:00", "+24:00",
                                        "+08:60", "+08:00 ", "+-8:00", "UTC", "+080", "+08::00"}) {
        EXPECT_FALSE(parse_zone(text)) << text;
    }
}

}  // namespace
}  // namespace cordon

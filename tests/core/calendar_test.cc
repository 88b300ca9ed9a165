#include "sim/core/calendar.hh"

#include <gtest/gtest.h>

#include <limits>

namespace cordon {
namespace {

using std::chrono::minutes;

constexpr ZoneOffset utc{}, beijing{.east = minutes{480}}, newfoundland{.east = minutes{-210}};

Time at_second(std::int64_t since_1970) {
    return time_from_ns(since_1970 * ns_per_s);
}

/// `year-month-day hour:minute:second weekday`, for comparing in one go.
std::string shown(Time at, ZoneOffset zone) {
    const CalendarTime t = calendar_time(at, zone);
    std::string text;
    for (const int part : {t.year, int{t.month}, int{t.day}, int{t.hour}, int{t.minute},
                           int{t.second}, int{t.weekday}}) {
        text += std::to_string(part) + ' ';
    }
    return text;
}

TEST(CalendarTime, BeginsOnAThursdayIn1970) {
    EXPECT_EQ(shown(at_second(0), utc), "1970 1 1 0 0 0 3 ");
}

TEST(CalendarTime, GoesBackBefore1970) {
    EXPECT_EQ(shown(at_second(-1), utc), "1969 12 31 23 59 59 2 ");
    const CalendarTime t = calendar_time(time_from_ns(-1), utc);
    EXPECT_EQ(t.second, 59);
    EXPECT_EQ(t.nanosecond, 999'999'999U);
}

TEST(CalendarTime, KnowsLeapYears) {
    // From `date -u -d @N`.
    EXPECT_EQ(shown(at_second(951'782'400), utc), "2000 2 29 0 0 0 1 ");
    EXPECT_EQ(shown(at_second(951'868'800), utc), "2000 3 1 0 0 0 2 ");
    EXPECT_EQ(shown(at_second(1'456'704'000), utc), "2016 2 29 0 0 0 0 ");
    EXPECT_EQ(shown(at_second(1'488'326'400), utc), "2017 3 1 0 0 0 2 ");
    EXPECT_EQ(shown(at_second(4'107'542'400), utc), "2100 3 1 0 0 0 0 ");
}

TEST(CalendarTime, ShowsTheClocksOfTheZone) {
    const Time at = at_second(1'500'134'400);  // 2017-07-15T16:00:00Z, a Saturday
    EXPECT_EQ(shown(at, utc), "2017 7 15 16 0 0 5 ");
    EXPECT_EQ(shown(at, beijing), "2017 7 16 0 0 0 6 ");
    EXPECT_EQ(shown(at, newfoundland), "2017 7 15 12 30 0 5 ");
    EXPECT_EQ(shown(at - Duration{1}, beijing), "2017 7 15 23 59 59 5 ");
}

TEST(NextHour, IsTheOneBehindInTheZone) {
    EXPECT_EQ(next_hour(at_second(0), utc), at_second(3600));
    EXPECT_EQ(next_hour(at_second(3600) - Duration{1}, utc), at_second(3600));
    EXPECT_EQ(next_hour(at_second(0), newfoundland), at_second(1800));
    EXPECT_EQ(next_hour(at_second(0) - Duration{1}, utc), at_second(0));
    EXPECT_EQ(next_hour(at_second(-3600), beijing), at_second(0));
}

TEST(NextHour, IsTheEndOfTimeInTheLast) {
    const Time last_hour = Time::max() - std::chrono::hours{1};
    EXPECT_EQ(next_hour(last_hour, utc), at_second(9'223'369'200));
    EXPECT_EQ(next_hour(Time::max() - Duration{1}, utc), Time::max());
    EXPECT_EQ(next_hour(Time::max(), beijing), Time::max());
    EXPECT_EQ(next_hour(Time::min(), utc), at_second(-9'223'369'200));
}

TEST(CalendarTime, HoldsAtTheEndsOfTime) {
    const Time first = time_from_ns(std::numeric_limits<std::int64_t>::min());
    const Time last = time_from_ns(std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(shown(first, newfoundland), "1677 9 20 20 42 43 0 ");
    EXPECT_EQ(shown(last, beijing), "2262 4 12 7 47 16 5 ");
    EXPECT_EQ(calendar_time(last, utc).nanosecond, 854'775'807U);
}

TEST(Midnight, IsTheStartOfTheDayInTheZone) {
    EXPECT_EQ(midnight(2017, 7, 15, utc), at_second(1'500'076'800));
    EXPECT_EQ(midnight(2017, 7, 15, beijing), at_second(1'500'076'800 - 8 * 3600));
    EXPECT_EQ(midnight(1969, 12, 31, utc), at_second(-86'400));
}

TEST(Midnight, IsNotOnADayThatIsNone) {
    EXPECT_FALSE(midnight(2017, 2, 29, utc));
    EXPECT_TRUE(midnight(2016, 2, 29, utc));
    EXPECT_FALSE(midnight(1900, 2, 29, utc));
    EXPECT_FALSE(midnight(2017, 4, 31, utc));
    EXPECT_FALSE(midnight(2017, 0, 1, utc));
    EXPECT_FALSE(midnight(2017, 13, 1, utc));
    EXPECT_FALSE(midnight(2017, 1, 0, utc));
    EXPECT_FALSE(midnight(2017, 257, 1, utc)) << "must not wrap to January";
    EXPECT_FALSE(midnight(2017, 1, 257, utc));
}

TEST(Midnight, IsNotBeyondWhatTimeHolds) {
    EXPECT_TRUE(midnight(1677, 9, 22, utc));
    EXPECT_FALSE(midnight(1677, 9, 21, utc));
    EXPECT_TRUE(midnight(2262, 4, 11, utc));
    EXPECT_FALSE(midnight(2262, 4, 12, utc));
    EXPECT_TRUE(midnight(2262, 4, 12, beijing));
    EXPECT_FALSE(midnight(2'147'483'647, 1, 1, utc));
    EXPECT_FALSE(midnight(-2'147'483'647 - 1, 1, 1, utc));
    EXPECT_FALSE(midnight(67'553, 7, 15, utc)) << "2017 + 65536 must not be 2017";
}

TEST(HoursAndDays, AreFlooredInTheZone) {
    EXPECT_EQ(days_since_1970(at_second(0), utc), 0);
    EXPECT_EQ(days_since_1970(at_second(-1), utc), -1);
    EXPECT_EQ(days_since_1970(at_second(57'599), beijing), 0);
    EXPECT_EQ(days_since_1970(at_second(57'600), beijing), 1);
    EXPECT_EQ(hours_since_1970(at_second(3'599), utc), 0);
    EXPECT_EQ(hours_since_1970(at_second(3'600), utc), 1);
    EXPECT_EQ(hours_since_1970(time_from_ns(-1), utc), -1);
    EXPECT_EQ(hours_since_1970(at_second(0), newfoundland), -4);
}

TEST(EveTimestamp, IsAsSuricataWritesIt) {
    EXPECT_EQ(eve_timestamp(time_from_ns(1'506'384'000'123'456'789)),
              "2017-09-26T00:00:00.123456+0000");
    EXPECT_EQ(eve_timestamp(at_second(0)), "1970-01-01T00:00:00.000000+0000");
    EXPECT_EQ(eve_timestamp(time_from_ns(-1)), "1969-12-31T23:59:59.999999+0000");
}

TEST(ReadableTime, KeepsEveryNanosecond) {
    EXPECT_EQ(readable_time(time_from_ns(1'506'384'000'123'456'789)),
              "2017-09-26 00:00:00.123456789Z");
    EXPECT_EQ(readable_time(time_from_ns(7)), "1970-01-01 00:00:00.000000007Z");
}

TEST(WrittenTimes, AreReadBack) {
    for (const std::int64_t ns :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{951'782'400} * ns_per_s,
          std::int64_t{1'506'384'000'123'456'789}}) {
        const auto whole = parse_time(readable_time(time_from_ns(ns)), beijing);
        ASSERT_TRUE(whole);
        EXPECT_EQ(to_ns(whole->at), ns);
        const auto eve = parse_time(eve_timestamp(time_from_ns(ns)), beijing);
        ASSERT_TRUE(eve);
        EXPECT_LT(to_ns(time_from_ns(ns)) - to_ns(eve->at), 1000);
        EXPECT_LE(to_ns(eve->at), ns);
    }
}

}  // namespace
}  // namespace cordon

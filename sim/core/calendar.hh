#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/time.hh"

namespace cordon {

/// Offset of a zone from UTC, as policies state it ("+08:00"). No zone database is consulted, so
/// that a run does not depend on the machine's.
struct ZoneOffset {
    std::chrono::minutes east{0};
};

/// A point in time as a calendar in some zone shows it.
struct CalendarTime {
    std::int32_t year = 1970;
    std::uint8_t month = 1;    // 1..12
    std::uint8_t day = 1;      // 1..31
    std::uint8_t hour = 0;     // 0..23
    std::uint8_t minute = 0;   // 0..59
    std::uint8_t second = 0;   // 0..59
    std::uint8_t weekday = 0;  // 0 = Monday .. 6 = Sunday
    std::uint32_t nanosecond = 0;
};

[[nodiscard]] CalendarTime calendar_time(Time at, ZoneOffset zone);

/// Midnight of a civil date in `zone`; nullopt when there is no such day or it does not fit.
[[nodiscard]] std::optional<Time> midnight(std::int32_t year, unsigned month, unsigned day,
                                           ZoneOffset zone);

/// Whole hours and whole days since 1970 in `zone` (floored), the keys of `per: hour` and `day`.
[[nodiscard]] std::int64_t hours_since_1970(Time at, ZoneOffset zone);
[[nodiscard]] std::int64_t days_since_1970(Time at, ZoneOffset zone);

/// When the next whole hour in `zone` begins; the end of time when Time does not hold it.
[[nodiscard]] Time next_hour(Time at, ZoneOffset zone);

/// `2017-09-26T00:00:00.123456+0000`, the timestamp of EVE (microseconds, UTC).
[[nodiscard]] std::string eve_timestamp(Time at);

/// `2017-09-26 00:00:00.123456789Z`, for people.
[[nodiscard]] std::string readable_time(Time at);

/// Reads `2017-07-15`, `2017-07-15T08:00`, `2017-07-15 08:00:30.5`, each with an optional `Z` or
/// `+08:00`. What stands without an offset needs `zone`. nullopt when the text is none of these.
struct ParsedTime {
    Time at;
    bool has_offset = false;
};
[[nodiscard]] std::optional<ParsedTime> parse_time(std::string_view text, ZoneOffset zone);

/// Whether the text is a time as above, but one that Time does not hold.
[[nodiscard]] bool lies_beyond_time(std::string_view text, ZoneOffset zone);
/// The first and the last whole second that are read.
inline constexpr std::string_view earliest_time = "1677-09-21T00:12:44Z";
inline constexpr std::string_view latest_time = "2262-04-11T23:47:15Z";

/// Reads `+08:00`, `-0330`, `Z`.
[[nodiscard]] std::optional<ZoneOffset> parse_zone(std::string_view text);

}  // namespace cordon

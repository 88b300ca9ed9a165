#include "sim/core/calendar.hh"

#include <chrono>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

using std::chrono::floor;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

/// Whole seconds as the clocks of the zone show them. Seconds, because a zone's offset added to the
/// first or last nanoseconds that Time holds would overflow.
sys_seconds local_seconds(Time at, ZoneOffset zone) {
    return sys_seconds{floor<seconds>(at.time_since_epoch()) + zone.east};
}

/// The instant at which clocks of the zone show `local`; nullopt when Time does not hold it.
std::optional<Time> instant(sys_seconds local, nanoseconds fraction, ZoneOffset zone) {
    // One second is kept back at each end, so that the fraction needs no thought.
    constexpr seconds first = floor<seconds>(nanoseconds::min()) + seconds{1};
    constexpr seconds last = floor<seconds>(nanoseconds::max()) - seconds{1};
    const seconds since_1970 = local.time_since_epoch() - zone.east;
    if (since_1970 < first || since_1970 > last) return std::nullopt;
    return Time{nanoseconds{since_1970} + fraction};
}

std::optional<sys_days> civil_day(std::int32_t year, unsigned month, unsigned day) {
    // Time reaches from 1677 to 2262; beyond year 9999 the calendar's own types would wrap.
    if (year < 0 || year > 9999 || month > 12 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

void append_digits(std::string& text, std::uint32_t value, unsigned width) {
    const std::size_t end = text.size() + width;
    text.resize(end);
    for (std::size_t at = end; width > 0; --width, value /= 10) {
        text[--at] = static_cast<char>('0' + value % 10);
    }
}

std::string date_and_time(const CalendarTime& t, char between) {
    std::string text;
    append_digits(text, static_cast<std::uint32_t>(t.year), 4);
    text += '-';
    append_digits(text, t.month, 2);
    text += '-';
    append_digits(text, t.day, 2);
    text += between;
    append_digits(text, t.hour, 2);
    text += ':';
    append_digits(text, t.minute, 2);
    text += ':';
    append_digits(text, t.second, 2);
    text += '.';
    return text;
}

/// Reads text front to back; once something is not there it stays failed.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    /// Exactly `width` digits.
    unsigned digits(std::size_t width) {
        if (rest_.size() < width) return fail();
        unsigned value = 0;
        for (const char c : rest_.substr(0, width)) {
            if (!is_digit(c)) return fail();
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }
    /// One to nine digits after a decimal point, as nanoseconds.
    nanoseconds fraction() {
        std::size_t width = 0;
        while (width < rest_.size() && is_digit(rest_[width])) ++width;
        if (width == 0 || width > 9) return nanoseconds{fail()};
        std::uint64_t value = digits(width);
        for (; width < 9; ++width) value *= 10;
        return nanoseconds{value};
    }
    void expect(char c) {
        if (!skip(c)) fail();
    }
    bool skip(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    unsigned fail() {
        failed_ = true;
        return 0;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool failed() const { return failed_; }

private:
    std::string_view rest_;
    bool failed_ = false;
};

/// Time of day, from the character between it and the date on.
nanoseconds scan_time_of_day(Scanner& scan) {
    const unsigned hour = scan.digits(2);
    scan.expect(':');
    const unsigned minute = scan.digits(2);
    unsigned second = 0;
    nanoseconds fraction{0};
    if (scan.skip(':')) {
        second = scan.digits(2);
        if (scan.skip('.')) fraction = scan.fraction();
    }
    if (hour > 23 || minute > 59 || second > 59) scan.fail();
    return std::chrono::hours{hour} + std::chrono::minutes{minute} + seconds{second} + fraction;
}

/// A time as it was written; Time may not hold it.
struct WrittenTime {
    sys_seconds local;
    nanoseconds fraction;
    ZoneOffset zone;
    bool has_offset = false;
};

std::optional<WrittenTime> scan_time(std::string_view text, ZoneOffset zone) {
    Scanner scan{text};
    const unsigned year = scan.digits(4);
    scan.expect('-');
    const unsigned month = scan.digits(2);
    scan.expect('-');
    const unsigned day = scan.digits(2);
    nanoseconds of_day{0};
    if (scan.skip('T') || scan.skip(' ')) of_day = scan_time_of_day(scan);
    const bool has_offset = !scan.rest().empty();
    if (has_offset) {
        const auto stated = parse_zone(scan.rest());
        if (!stated) return std::nullopt;
        zone = *stated;
    }
    const auto date = civil_day(static_cast<std::int32_t>(year), month, day);
    if (scan.failed() || !date) return std::nullopt;
    const auto whole = floor<seconds>(of_day);
    return WrittenTime{.local = sys_seconds{*date} + whole,
                       .fraction = of_day - whole,
                       .zone = zone,
                       .has_offset = has_offset};
}

}  // namespace

CalendarTime calendar_time(Time at, ZoneOffset zone) {
    const sys_seconds local = local_seconds(at, zone);
    const auto day = floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss<seconds> clock{local - day};
    // By division, as the second below the first nanosecond of Time is no longer one.
    const std::int64_t below_second = ((to_ns(at) % ns_per_s) + ns_per_s) % ns_per_s;
    return {
        .year = static_cast<int>(date.year()),
        .month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
        .day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day())),
        .hour = static_cast<std::uint8_t>(clock.hours().count()),
        .minute = static_cast<std::uint8_t>(clock.minutes().count()),
        .second = static_cast<std::uint8_t>(clock.seconds().count()),
        .weekday = static_cast<std::uint8_t>(std::chrono::weekday{day}.iso_encoding() - 1),
        .nanosecond = static_cast<std::uint32_t>(below_second),
    };
}

std::optional<Time> midnight(std::int32_t year, unsigned month, unsigned day, ZoneOffset zone) {
    const auto date = civil_day(year, month, day);
    if (!date) return std::nullopt;
    return instant(sys_seconds{*date}, nanoseconds{0}, zone);
}

std::int64_t hours_since_1970(Time at, ZoneOffset zone) {
    return floor<std::chrono::hours>(local_seconds(at, zone)).time_since_epoch().count();
}

std::int64_t days_since_1970(Time at, ZoneOffset zone) {
    return floor<std::chrono::days>(local_seconds(at, zone)).time_since_epoch().count();
}

Time next_hour(Time at, ZoneOffset zone) {
    const auto hour = floor<std::chrono::hours>(local_seconds(at, zone));
    return instant(hour + std::chrono::hours{1}, nanoseconds{0}, zone).value_or(Time::max());
}

std::string eve_timestamp(Time at) {
    const CalendarTime t = calendar_time(at, {});
    std::string text = date_and_time(t, 'T');
    append_digits(text, t.nanosecond / 1000, 6);
    return text += "+0000";
}

std::string readable_time(Time at) {
    const CalendarTime t = calendar_time(at, {});
    std::string text = date_and_time(t, ' ');
    append_digits(text, t.nanosecond, 9);
    return text += 'Z';
}

std::optional<ParsedTime> parse_time(std::string_view text, ZoneOffset zone) {
    const auto written = scan_time(text, zone);
    if (!written) return std::nullopt;
    const auto at = instant(written->local, written->fraction, written->zone);
    if (!at) return std::nullopt;
    return ParsedTime{.at = *at, .has_offset = written->has_offset};
}

bool lies_beyond_time(std::string_view text, ZoneOffset zone) {
    const auto written = scan_time(text, zone);
    return written && !instant(written->local, written->fraction, written->zone);
}

std::optional<ZoneOffset> parse_zone(std::string_view text) {
    if (text == "Z") return ZoneOffset{};
    Scanner scan{text};
    const bool west = scan.skip('-');
    if (!west) scan.expect('+');
    const unsigned hours = scan.digits(2);
    scan.skip(':');
    const unsigned minutes = scan.digits(2);
    if (scan.failed() || !scan.rest().empty() || hours > 23 || minutes > 59) return std::nullopt;
    const auto offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    return ZoneOffset{.east = west ? -offset : offset};
}

}  // namespace cordon

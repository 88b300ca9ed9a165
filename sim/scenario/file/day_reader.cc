#include <algorithm>
#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

using Days = std::chrono::duration<std::int64_t, std::ratio<86400>>;

constexpr std::size_t most_days = 1000;
constexpr std::string_view first_date = "1678-01-01", last_date = "2261-12-31";

/// The part of each day that is played.
struct Hours {
    Duration from{};
    Duration length = Days{1};
};

/// "09:00": since midnight.
std::optional<Duration> parse_time_of_day(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return std::nullopt;
    }
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

std::optional<Duration> read_time_of_day(const YamlNode& node, const std::string& what,
                                         Findings& findings) {
    const std::string* text = read_text(node, what, findings);
    if (text == nullptr) return std::nullopt;
    const auto time = parse_time_of_day(*text);
    if (!time) {
        findings.error(node.at, in_quotes(*text) + " is no time of day; write \"09:00\"");
    }
    return time;
}

std::optional<Hours> read_hours(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* node = root.find("hours");
    if (node == nullptr) return Hours{};
    constexpr std::array<std::string_view, 2> keys{"from", "to"};
    if (!expect_map(*node, "'hours'", keys, draft.findings)) return std::nullopt;
    const YamlNode* from = node->find("from");
    const YamlNode* to = node->find("to");
    if (from == nullptr || to == nullptr) {
        draft.findings.error(node->at,
                             "'hours' has 'from' and 'to', such as {from: \"09:00\", "
                             "to: \"11:00\"}");
        return std::nullopt;
    }
    const auto begin = read_time_of_day(*from, "'from'", draft.findings);
    const auto end = read_time_of_day(*to, "'to'", draft.findings);
    if (!begin || !end) return std::nullopt;
    if (*end <= *begin) {
        draft.findings.error(to->at, "'hours' ends before it begins");
        return std::nullopt;
    }
    return Hours{.from = *begin, .length = *end - *begin};
}

/// A date is a day of the calendar: no time of day.
std::optional<Time> read_date(const YamlNode& node, const std::string& what, ScenarioDraft& draft) {
    const std::string* text = read_text(node, what, draft.findings);
    if (text == nullptr) return std::nullopt;
    constexpr std::size_t length = 10;  // 2017-07-18
    const auto parsed = parse_time(*text, draft.scenario.zone);
    const bool is_beyond = !parsed && lies_beyond_time(*text, draft.scenario.zone);
    if (text->size() != length || (!parsed && !is_beyond)) {
        draft.findings.error(node.at, in_quotes(*text) + " is no date; write 2017-07-18");
        return std::nullopt;
    }
    // Phones are switched on before a day, and end what they began after it.
    if (is_beyond || *text < first_date || *text > last_date) {
        draft.findings.error(node.at, in_quotes(*text) + " is out of range: a case plays from " +
                                          std::string(first_date) + " to " +
                                          std::string(last_date));
        return std::nullopt;
    }
    return parsed->at;
}

std::string date_of(Time day, ZoneOffset zone) {
    return readable_time(Time{day + zone.east}).substr(0, 10);
}

void add_day(Time midnight, const Hours& hours, ScenarioDraft& draft) {
    const Time from = midnight + hours.from;
    draft.scenario.days.push_back(
        {.date = date_of(midnight, draft.scenario.zone), .from = from, .to = from + hours.length});
}

/// How many days lie between two that are played; a wrong one counts as one.
Duration read_step(const YamlNode& span, ScenarioDraft& draft) {
    const YamlNode* every = span.find("every");
    if (every == nullptr) return Days{1};
    const auto step = read_positive(*every, Quantity::duration, "'every'", draft.findings);
    if (!step) return Days{1};
    if (Duration{*step} % Days{1} == Duration{0}) return Duration{*step};
    draft.findings.error(every->at, "'every' is whole days, such as 7 d");
    return Days{1};
}

void read_span(const YamlNode& node, const Hours& hours, ScenarioDraft& draft) {
    constexpr std::array<std::string_view, 3> keys{"from", "to", "every"};
    if (!expect_map(node, "a span of dates", keys, draft.findings)) return;
    const YamlNode* from = node.find("from");
    const YamlNode* to = node.find("to");
    if (from == nullptr || to == nullptr) {
        draft.findings.error(node.at,
                             "a span of dates has 'from' and 'to'; 'to' is the first day "
                             "after it");
        return;
    }
    const auto begin = read_date(*from, "'from'", draft);
    const auto end = read_date(*to, "'to'", draft);
    const Duration step = read_step(node, draft);
    if (!begin || !end) return;
    if (*end <= *begin) {
        draft.findings.error(to->at,
                             "these dates run backwards: 'to' is the first day after the span");
        return;
    }
    for (Time day = *begin; day < *end && draft.scenario.days.size() <= most_days;
         day = later_by(day, step)) {
        add_day(day, hours, draft);
    }
}

}  // namespace

void read_days(const YamlNode& root, ScenarioDraft& draft) {
    const YamlNode* dates = root.find("dates");
    if (dates == nullptr) {
        draft.findings.error(root.at, "a case lacks 'dates': the days that are played");
        return;
    }
    const std::optional<Hours> hours = read_hours(root, draft);
    if (!draft.has_zone) {
        draft.findings.error(dates->at,
                             "dates need a zone; write zone: \"+08:00\" at the top of the case");
    }
    const Hours known = hours.value_or(Hours{});
    const auto read_one = [&](const YamlNode& node) {
        if (node.is_map()) return read_span(node, known, draft);
        if (const auto day = read_date(node, "a date", draft)) add_day(*day, known, draft);
    };
    if (dates->is_list()) {
        if (dates->items.empty()) draft.findings.error(dates->at, "'dates' is an empty list");
        for (const YamlNode& item : dates->items) read_one(item);
    } else {
        read_one(*dates);
    }
    std::vector<PlayedDay>& days = draft.scenario.days;
    const auto wrong =
        std::adjacent_find(days.begin(), days.end(),
                           [](const PlayedDay& a, const PlayedDay& b) { return b.from <= a.from; });
    if (wrong != days.end()) {
        draft.findings.error(dates->at, "the dates go forward, each once; " + (wrong + 1)->date +
                                            " comes after " + wrong->date);
    }
    if (days.size() > most_days) {
        draft.findings.error(dates->at, "a case plays at most 1,000 days");
    }
}

}  // namespace cordon

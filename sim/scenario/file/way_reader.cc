#include <array>

#include "sim/policy/file/words.hh"
#include "sim/scenario/file/scenario_draft.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 9> way_keys{"rate",  "delay",   "jitter", "loss",   "burst",
                                                   "queue", "weather", "source", "assumed"};
constexpr std::array<std::string_view, 2> directions{"up", "down"};
constexpr std::int64_t most_loss = 1'000'000;
constexpr std::int64_t most_burst = 1000;
constexpr Duration usual_queue = std::chrono::milliseconds{200};
constexpr Duration most_delay = std::chrono::seconds{10};

/// One value for both directions, or {up: VALUE, down: VALUE}.
template <typename Read, typename Put>
void read_both(const YamlNode& node, const std::string& what, Findings& findings, Read read,
               Put put) {
    if (!node.is_map()) {
        const auto value = read(node, what);
        if (value) put(*value, *value);
        return;
    }
    if (!expect_map(node, what, directions, findings)) return;
    const YamlNode* up = node.find("up");
    const YamlNode* down = node.find("down");
    if (up == nullptr || down == nullptr) {
        findings.error(node.at, what + " is one value, or {up: ..., down: ...} with both");
        return;
    }
    const auto of_up = read(*up, "'up'");
    const auto of_down = read(*down, "'down'");
    if (of_up && of_down) put(*of_up, *of_down);
}

std::optional<std::int64_t> read_share(const YamlNode& node, const std::string& what,
                                       Findings& findings) {
    const auto share = read_quantity(node, Quantity::share, what, findings);
    if (!share || *share <= most_loss) return share;
    findings.error(node.at, what + " is at most 100%, not " + in_quotes(node.text));
    return std::nullopt;
}

void read_rates(const YamlNode& node, Way& way, ScenarioDraft& draft) {
    const YamlNode* rate = node.find("rate");
    if (rate == nullptr) {
        draft.findings.error(node.at, "way " + in_quotes(way.name) + " lacks 'rate'");
        return;
    }
    read_both(
        *rate, "'rate'", draft.findings,
        [&](const YamlNode& at, const std::string& what) {
            return read_positive(at, Quantity::rate, what, draft.findings);
        },
        [&](std::int64_t up, std::int64_t down) {
            way.up.rate = BitRate{static_cast<std::uint64_t>(up)};
            way.down.rate = BitRate{static_cast<std::uint64_t>(down)};
        });
}

void read_losses(const YamlNode& node, Way& way, ScenarioDraft& draft) {
    if (const YamlNode* loss = node.find("loss")) {
        read_both(
            *loss, "'loss'", draft.findings,
            [&](const YamlNode& at, const std::string& what) {
                return read_share(at, what, draft.findings);
            },
            [&](std::int64_t up, std::int64_t down) {
                way.up.loss = Share{static_cast<std::uint32_t>(up)};
                way.down.loss = Share{static_cast<std::uint32_t>(down)};
            });
    }
    const YamlNode* burst = node.find("burst");
    if (burst == nullptr) return;
    const auto packets = read_positive(*burst, Quantity::count, "'burst'", draft.findings);
    if (packets && *packets > most_burst) {
        draft.findings.error(burst->at, "'burst' is at most 1,000 packets");
    } else if (packets) {
        way.burst = static_cast<std::uint32_t>(*packets);
    }
}

void read_times(const YamlNode& node, Way& way, ScenarioDraft& draft) {
    const auto read = [&](std::string_view key, Duration& into) {
        const YamlNode* time = node.find(key);
        if (time == nullptr) return;
        const std::string what = "'" + std::string(key) + "'";
        const auto value = read_quantity(*time, Quantity::duration, what, draft.findings);
        if (!value) return;
        if (Duration{*value} > most_delay) {
            draft.findings.error(time->at, what + " is at most 10 s on a way");
        } else {
            into = Duration{*value};
        }
    };
    way.queue = usual_queue;
    read("delay", way.delay);
    read("jitter", way.jitter);
    read("queue", way.queue);
    if (node.find("delay") == nullptr && node.is_map()) {
        draft.findings.error(node.at, "way " + in_quotes(way.name) + " lacks 'delay'");
    }
    if (way.queue == Duration{0}) {
        draft.findings.error(node.find("queue")->at, "'queue' is more than nothing");
    }
}

/// `{hours: {0: 1%, 20: 12%}, direction: down}`.
void read_weather(const YamlNode& node, Way& way, ScenarioDraft& draft) {
    constexpr std::array<std::string_view, 2> keys{"hours", "direction"};
    constexpr std::array<std::string_view, 3> words{"up", "down", "both"};
    if (!expect_map(node, "'weather'", keys, draft.findings)) return;
    std::optional<std::size_t> which = 2;
    if (const YamlNode* direction = node.find("direction")) {
        which = read_choice(*direction, "'direction'", words, draft.findings);
    }
    way.weather_up = which && *which != 1;
    way.weather_down = which && *which != 0;
    const YamlNode* hours = node.find("hours");
    if (hours == nullptr || !hours->is_map() || hours->entries.empty()) {
        draft.findings.error(hours == nullptr ? node.at : hours->at,
                             "'weather' has 'hours': the share lost more from each hour on, "
                             "such as {0: 1%, 20: 12%}");
        return;
    }
    constexpr std::int64_t hours_of_day = 24;
    std::int64_t before = -1;
    for (const YamlEntry& entry : hours->entries) {
        const auto hour = read_quantity(entry.key, Quantity::count, "an hour", draft.findings);
        const auto share = read_share(entry.value, "a share lost", draft.findings);
        if (!hour || !share) continue;
        if (*hour >= hours_of_day || *hour <= before) {
            draft.findings.error(entry.key.at, "hours go from 0 to 23 and rise");
            continue;
        }
        before = *hour;
        way.weather.emplace_back(static_cast<std::uint8_t>(*hour),
                                 Share{static_cast<std::uint32_t>(*share)});
    }
}

void read_way(const YamlEntry& entry, std::vector<Way>& ways,
              std::map<std::string, std::size_t, std::less<>>& names, ScenarioDraft& draft) {
    const std::string* name = read_name(entry.key, "the name of a way", draft.findings);
    // The name is known also when the way is wrong, so that those who use it are not blamed.
    Way way;
    if (name != nullptr) {
        way.name = *name;
        names.emplace(*name, ways.size());
    }
    if (expect_map(entry.value, "a way", way_keys, draft.findings) || entry.value.is_map()) {
        read_rates(entry.value, way, draft);
        read_losses(entry.value, way, draft);
        read_times(entry.value, way, draft);
        if (const YamlNode* weather = entry.value.find("weather")) {
            read_weather(*weather, way, draft);
        }
        read_grounds(entry.value, "way " + in_quotes(way.name), draft);
    }
    if (name != nullptr) ways.push_back(std::move(way));
}

void read_section(const YamlNode& root, std::string_view key, std::string_view what,
                  std::vector<Way>& ways, std::map<std::string, std::size_t, std::less<>>& names,
                  ScenarioDraft& draft) {
    const YamlNode* section = root.find(key);
    if (section == nullptr) {
        draft.findings.error(root.at,
                             "a case lacks '" + std::string(key) + "': " + std::string(what));
        return;
    }
    if (!section->is_map() || section->entries.empty()) {
        draft.findings.error(section->at, "'" + std::string(key) +
                                              "' is a map of names, each with {rate: 2 Mbit/s, "
                                              "delay: 30 ms, ...}; this is " +
                                              std::string(kind_name(*section)));
        return;
    }
    for (const YamlEntry& entry : section->entries) read_way(entry, ways, names, draft);
}

}  // namespace

void read_ways(const YamlNode& root, ScenarioDraft& draft) {
    read_section(root, "access", "the ways between phones and the wall", draft.scenario.access,
                 draft.access, draft);
    read_section(root, "paths", "the ways on from the wall, to where servers are",
                 draft.scenario.paths, draft.paths, draft);
}

}  // namespace cordon

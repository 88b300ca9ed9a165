#include "sim/scenario/run/weather.hh"

#include <algorithm>

#include "sim/core/calendar.hh"
#include "sim/scenario/run/ways.hh"

namespace cordon {

namespace {

std::vector<WeatherLinks::OfWay> links_of(const std::vector<Way>& ways) {
    std::vector<WeatherLinks::OfWay> all(ways.size());
    for (std::size_t way = 0; way < ways.size(); ++way) {
        for (const Direction direction : {Direction::up, Direction::down}) {
            for (std::size_t hour = 0; hour < WeatherLinks::hours_a_day; ++hour) {
                all[way][index(direction)][hour] =
                    link_of(ways[way], direction, static_cast<std::uint8_t>(hour));
            }
        }
    }
    return all;
}

}  // namespace

WeatherLinks::WeatherLinks(const Scenario& scenario)
    : access(links_of(scenario.access)), paths(links_of(scenario.paths)) {}

Weather::Weather(Scheduler& scheduler, const Scenario& scenario, const WeatherLinks& ways,
                 const ScenarioPlace& place, People& people)
    : scheduler_(&scheduler), scenario_(&scenario), ways_(&ways), place_(&place), people_(&people) {
    const bool any =
        std::any_of(place.operators.begin(), place.operators.end(), [&](const Operator& provider) {
            return !scenario.access[provider.access].weather.empty() ||
                   !scenario.paths[provider.path].weather.empty();
        });
    if (!any) return;
    blowing_ = blow();
    blowing_.start();
}

Task<void> Weather::blow() {
    constexpr Duration hour = std::chrono::hours{1};
    const ZoneOffset zone = scenario_->zone;
    while (true) {
        const Time now = scheduler_->now();
        set(calendar_time(now, zone).hour);
        const Time next{hour * (hours_since_1970(now, zone) + 1) - Duration{zone.east}};
        co_await Sleep(*scheduler_, next);
    }
}

void Weather::set(std::uint8_t hour) {
    for (std::size_t at = 0; at < people_->cast().size(); ++at) {
        const Operator& provider = place_->operators[people_->cast()[at].operator_index];
        const WeatherLinks::OfWay& access = ways_->access[provider.access];
        const WeatherLinks::OfWay& path = ways_->paths[provider.path];
        WorldHost::Links& links = people_->host(at).links_mutable();
        links.access_up.set_config(access[index(Direction::up)][hour]);
        links.access_down.set_config(access[index(Direction::down)][hour]);
        links.path_up.set_config(path[index(Direction::up)][hour]);
        links.path_down.set_config(path[index(Direction::down)][hour]);
    }
}

}  // namespace cordon

#include "sim/scenario/tables/spread_days.hh"

#include <algorithm>

namespace cordon {

std::vector<PlayedDay> spread_days(const Scenario& scenario, Time from, Time to,
                                   std::uint32_t count) {
    constexpr Duration day = std::chrono::hours{24};
    const PlayedDay& usual = scenario.days.front();
    const Duration since_midnight =
        usual.from - Time{day * days_since_1970(usual.from, scenario.zone)} + scenario.zone.east;
    const std::int64_t first = days_since_1970(from, scenario.zone);
    const std::int64_t length = (to - from) / day;
    std::vector<PlayedDay> days;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, length); ++i) {
        const std::int64_t number = first + i * length / std::min<std::int64_t>(count, length);
        const Time begins = Time{day * number} - scenario.zone.east + since_midnight;
        days.push_back({.date = readable_time(Time{day * number}).substr(0, 10),
                        .from = begins,
                        .to = begins + (usual.to - usual.from)});
    }
    return days;
}

}  // namespace cordon

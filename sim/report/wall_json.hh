#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/wall_limits.hh"

namespace cordon {

/// How often limits of the wall were hit, as every file of a run has them.
[[nodiscard]] inline nlohmann::ordered_json wall_limits_json(const WallLimits& limits) {
    return {{"flows_evicted", limits.flows_evicted},
            {"no_room_to_hold", limits.no_room_to_hold},
            {"buckets_forgotten", limits.buckets_forgotten},
            {"residuals_refused", limits.residuals_refused},
            {"streams_given_up", limits.streams_given_up}};
}

/// `room`: which options bounded the wall's tables, each with its value as given.
[[nodiscard]] inline nlohmann::ordered_json wall_room_json(
    const std::vector<std::pair<std::string, std::string>>& given) {
    nlohmann::ordered_json room = nlohmann::ordered_json::object();
    for (const auto& [name, value] : given) room[name] = value;
    return room;
}

}  // namespace cordon

#pragma once

#include <nlohmann/json.hpp>

#include "sim/scenario/limits.hh"

namespace cordon {

/// How often limits of the wall were hit, as `cordon replay` has them.
[[nodiscard]] inline nlohmann::ordered_json wall_limits_json(const WallLimits& limits) {
    return {{"flows_evicted", limits.flows_evicted},
            {"no_room_to_hold", limits.no_room_to_hold},
            {"buckets_forgotten", limits.buckets_forgotten},
            {"residuals_refused", limits.residuals_refused},
            {"streams_given_up", limits.streams_given_up}};
}

/// `limits` of summary.json: the wall's, then the world's.
[[nodiscard]] inline nlohmann::ordered_json limits_json(const LimitsReached& limits) {
    nlohmann::ordered_json json = wall_limits_json(limits.wall);
    json["queue_full"] = limits.queue_full;
    json["too_big"] = limits.too_big;
    json["datagrams_unread"] = limits.datagrams_unread;
    return json;
}

}  // namespace cordon

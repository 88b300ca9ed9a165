#pragma once

#include <nlohmann/json.hpp>

#include "sim/scenario/limits.hh"

namespace cordon {

/// `limits` of summary.json: the wall's as `cordon replay` has them, then the world's.
[[nodiscard]] inline nlohmann::ordered_json limits_json(const LimitsReached& limits) {
    return {{"flows_evicted", limits.wall.flows_evicted},
            {"no_room_to_hold", limits.wall.no_room_to_hold},
            {"buckets_forgotten", limits.wall.buckets_forgotten},
            {"residuals_refused", limits.wall.residuals_refused},
            {"streams_given_up", limits.wall.streams_given_up},
            {"queue_full", limits.queue_full},
            {"too_big", limits.too_big},
            {"datagrams_unread", limits.datagrams_unread}};
}

}  // namespace cordon

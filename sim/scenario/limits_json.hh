#pragma once

#include <nlohmann/json.hpp>

#include "sim/report/wall_json.hh"
#include "sim/scenario/limits.hh"

namespace cordon {

/// `limits` of summary.json: the wall's, then the world's.
[[nodiscard]] inline nlohmann::ordered_json limits_json(const LimitsReached& limits) {
    nlohmann::ordered_json json = wall_limits_json(limits.wall);
    json["queue_full"] = limits.queue_full;
    json["too_big"] = limits.too_big;
    json["datagrams_unread"] = limits.datagrams_unread;
    return json;
}

}  // namespace cordon

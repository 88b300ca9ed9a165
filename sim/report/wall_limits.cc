#include "sim/report/wall_limits.hh"

#include <array>
#include <string_view>

#include "sim/report/table.hh"

namespace cordon {

void WallLimits::add(const WallLimits& other) {
    flows_evicted += other.flows_evicted;
    no_room_to_hold += other.no_room_to_hold;
    buckets_forgotten += other.buckets_forgotten;
    residuals_refused += other.residuals_refused;
    streams_given_up += other.streams_given_up;
}

std::vector<std::string> limit_phrases(const WallLimits& limits) {
    struct Limit {
        std::uint64_t count;
        std::string_view what, option;
    };
    const std::array all{
        Limit{limits.flows_evicted,
              "flows were forgotten before their time: too many lived at once", "--most-flows"},
        Limit{limits.no_room_to_hold,
              "packets were removed because too many bytes waited in the wall", "--held-memory"},
        Limit{limits.buckets_forgotten,
              "token buckets of addresses were forgotten: too many were in use", "--most-buckets"},
        Limit{limits.residuals_refused,
              "residual blocks were not remembered: too many stood already", "--most-residuals"},
        Limit{limits.streams_given_up,
              "streams were given up unread: too many bytes of others waited already",
              "--head-memory"}};
    std::vector<std::string> phrases;
    for (const auto& [count, what, option] : all) {
        if (count == 0) continue;
        std::string& phrase = phrases.emplace_back(grouped(count));
        phrase.append(" ").append(what).append(" (raise ").append(option).append(")");
    }
    return phrases;
}

}  // namespace cordon

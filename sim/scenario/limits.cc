#include "sim/scenario/limits.hh"

#include <initializer_list>

#include "sim/engine.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

struct Counted {
    std::uint64_t count;
    std::string_view what;
};

/// "12 of these; 3 of those", without what did not happen.
std::string listed(std::initializer_list<Counted> all) {
    std::string text;
    for (const auto& [count, what] : all) {
        if (count == 0) continue;
        text += (text.empty() ? "" : "; ") + grouped(count) + ' ' + std::string(what);
    }
    return text;
}

}  // namespace

void LimitsReached::add(const LimitsReached& other) {
    wall.add(other.wall);
    queue_full += other.queue_full;
    too_big += other.too_big;
    datagrams_unread += other.datagrams_unread;
}

LimitsReached limits_of(const World& world) {
    LimitsReached limits;
    for (const auto& host : world.hosts()) {
        const WorldHost::Links& links = host->links();
        for (const Link* link :
             {&links.access_up, &links.access_down, &links.path_up, &links.path_down}) {
            limits.queue_full += link->counts().queue_full;
        }
    }
    limits.too_big = world.counts().too_big;
    limits.datagrams_unread = world.counts().unread;
    return limits;
}

WallLimits limits_of(const Engine& engine) {
    const EngineCounts counts = engine.counts();
    const Actor::Counts actions = engine.action_counts();
    return {.flows_evicted = counts.flows_evicted,
            .no_room_to_hold = actions.no_room_to_hold,
            .buckets_forgotten = actions.buckets_forgotten,
            .residuals_refused = counts.residuals_refused,
            .streams_given_up = counts.streams_given_up};
}

std::string limit_lines(std::string_view where, const LimitsReached& limits) {
    const std::string network =
        listed({{limits.queue_full, "packets found the queue of a link full"},
                {limits.too_big, "packets were larger than their link carries"},
                {limits.datagrams_unread, "datagrams came to a socket where too many waited"}});
    std::string wall;
    for (const std::string& phrase : limit_phrases(limits.wall)) {
        wall += (wall.empty() ? "" : "; ") + phrase;
    }
    std::string text;
    const auto tell = [&](std::string_view what, const std::string& list) {
        if (list.empty()) return;
        text.append(what).append(", ").append(where).append(": ").append(list).append(".\n");
    };
    tell("In the network", network);
    tell("Limits reached", wall);
    return text;
}

}  // namespace cordon

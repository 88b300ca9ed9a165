#include "sim/scenario/limits.hh"

#include <initializer_list>

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
    wall.flows_evicted += other.wall.flows_evicted;
    wall.no_room_to_hold += other.wall.no_room_to_hold;
    wall.buckets_forgotten += other.wall.buckets_forgotten;
    wall.residuals_refused += other.wall.residuals_refused;
    wall.streams_given_up += other.wall.streams_given_up;
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

std::string limit_lines(std::string_view where, const LimitsReached& limits) {
    const std::string network =
        listed({{limits.queue_full, "packets found the queue of a link full"},
                {limits.too_big, "packets were larger than their link carries"},
                {limits.datagrams_unread, "datagrams came to a socket where too many waited"}});
    const std::string wall =
        listed({{limits.wall.flows_evicted,
                 "flows were forgotten before their time: too many lived at once"},
                {limits.wall.no_room_to_hold,
                 "packets were removed because too many bytes waited in the wall"},
                {limits.wall.buckets_forgotten,
                 "token buckets of addresses were forgotten: too many were in use"},
                {limits.wall.residuals_refused,
                 "residual blocks were not remembered: too many stood already"},
                {limits.wall.streams_given_up,
                 "streams were given up unread: too many bytes of others waited already"}});
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

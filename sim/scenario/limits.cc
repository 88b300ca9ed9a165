#include "sim/scenario/limits.hh"

#include <string_view>

#include "sim/report/table.hh"

namespace cordon {

void LimitsReached::add(const LimitsReached& other) {
    wall.flows_evicted += other.wall.flows_evicted;
    wall.no_room_to_hold += other.wall.no_room_to_hold;
    wall.buckets_forgotten += other.wall.buckets_forgotten;
    wall.residuals_refused += other.wall.residuals_refused;
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

std::string to_text(const LimitsReached& limits) {
    std::string text;
    const auto tell = [&text](std::uint64_t count, std::string_view what) {
        if (count == 0) return;
        text += (text.empty() ? "" : "; ") + grouped(count) + ' ' + std::string(what);
    };
    tell(limits.queue_full, "packets found the queue of a link full");
    tell(limits.too_big, "packets were larger than their link carries");
    tell(limits.datagrams_unread, "datagrams came to a socket where too many waited");
    tell(limits.wall.flows_evicted,
         "flows were forgotten before their time: too many lived at once");
    tell(limits.wall.no_room_to_hold,
         "packets were removed because too many bytes waited in the wall");
    tell(limits.wall.buckets_forgotten,
         "token buckets of addresses were forgotten: too many were in use");
    tell(limits.wall.residuals_refused,
         "residual blocks were not remembered: too many stood already");
    return text;
}

}  // namespace cordon

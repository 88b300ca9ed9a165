#include "sim/action/treatment.hh"

#include <algorithm>
#include <variant>

#include "sim/action/forge_dns.hh"
#include "sim/action/reset.hh"

namespace cordon {
namespace {

/// What a bucket is charged: the IP packet as its header states it, also where the recording cut
/// it; with segmentation offload, where the header states nothing, what was on the wire behind the
/// link header.
std::uint64_t ip_bytes(const Headers& headers, const Arrival& arrival) {
    if (headers.ip_length != 0) return headers.ip_length;
    const std::uint64_t on_wire =
        std::max<std::uint64_t>(arrival.wire_length, arrival.bytes.size());
    return on_wire - std::min<std::uint64_t>(on_wire, headers.network_offset);
}

}  // namespace

std::optional<Act> Treatment::carry_out() {
    for (std::size_t i = 0; i < decision_.verdicts.size(); ++i) {
        place_ = {.in_list = i, .residual = decision_.residual};
        if (const auto removed = std::visit(*this, decision_.verdicts[i])) return removed;
    }
    return std::nullopt;
}

std::optional<Act> Treatment::operator()(const Drop&) {
    if (wall_ == Wall::on_path) return std::nullopt;
    return Act::drop;
}

std::optional<Act> Treatment::operator()(const Reset& reset) {
    // A packet that cannot be answered does not use up the flow's one reset.
    if (can_be_reset(packet_.headers) && !packet_.action.has_reset(decision_.because)) {
        packet_.action.made_memory().resets.push_back(decision_.because);
        reset_ = &reset;
    }
    if (wall_ == Wall::on_path) return std::nullopt;
    kill_flow();
    return Act::drop;
}

std::optional<Act> Treatment::operator()(const Throttle& throttle) {
    if (wall_ == Wall::on_path) return std::nullopt;
    ThrottleBucket& bucket =
        buckets_.at(throttle, packet_.flow, packet_.action, packet_.direction, packet_.now);
    // Refused before it is charged for, so that queues cannot grow beyond the packets they hold.
    const bool room = held_.has_room_for(packet_.arrival);
    const auto leaves = bucket.admit(ip_bytes(packet_.headers, packet_.arrival), packet_.now,
                                     room ? Time::max() : packet_.now);
    if (!leaves && throttle.by == Throttle::By::police) return Act::police;
    if (!leaves) {
        found_no_room_ = !room;
        return Act::queue_full;
    }
    wait_longer(time_between(packet_.now, *leaves));
    return std::nullopt;
}

std::optional<Act> Treatment::operator()(const Delay& delay) {
    if (wall_ == Wall::in_path) wait_longer(drawn_delay(delay, draw()));
    return std::nullopt;
}

std::optional<Act> Treatment::operator()(const Lose& lose) {
    if (wall_ == Wall::on_path || !draw().says_yes(lose.share.millionths)) return std::nullopt;
    return Act::lose;
}

std::optional<Act> Treatment::operator()(const ForgeDns& forged) {
    const bool asks = may_be_dns_query(packet_.headers, packet_.direction);
    if (asks && forged_ == nullptr) forged_ = &forged;
    return std::nullopt;
}

KeyedRandom Treatment::draw() const {
    return packet_draw(draws_, place_, packet_.flow, packet_.k, packet_.direction);
}

/// What another rule ended before stays its own.
void Treatment::kill_flow() {
    for (const Direction direction : {Direction::up, Direction::down}) {
        RuleId& killer = packet_.action.killed_by[index(direction)];
        if (killer == no_rule && touches(decision_.direction, direction)) {
            killer = decision_.because;
        }
    }
}

void Treatment::wait_longer(Duration by) {
    wait_ = by > Duration::max() - wait_ ? Duration::max() : wait_ + by;
}

}  // namespace cordon

#include "sim/action/throttle_buckets.hh"

namespace cordon {
namespace {

ThrottleBucket& of_flow(const Throttle& throttle, ActionState& action, Direction direction,
                        Time now) {
    auto& buckets = action.made_memory().buckets;
    for (ActionMemory::Bucket& known : buckets) {
        if (known.throttle == &throttle && known.direction == direction) return known.bucket;
    }
    buckets.push_back({&throttle, direction, ThrottleBucket{throttle, now}});
    return buckets.back().bucket;
}

}  // namespace

ThrottleBucket& ThrottleBuckets::at(const Throttle& throttle, const FlowState& flow,
                                    ActionState& action, Direction direction, Time now) {
    switch (throttle.each) {
        case Throttle::Each::direction:
            return of_flow(throttle, action, direction, now);
        case Throttle::Each::flow:
            return of_flow(throttle, action, Direction::up, now);
        case Throttle::Each::client:
            return shared(throttle, flow.client(), now);
        case Throttle::Each::server:
            return shared(throttle, flow.server(), now);
        case Throttle::Each::rule:
            break;
    }
    return shared(throttle, IpAddress{}, now);
}

ThrottleBucket& ThrottleBuckets::shared(const Throttle& throttle, const IpAddress& address,
                                        Time now) {
    const auto table =
        shared_.try_emplace(&throttle, throttle, config_.most_address_buckets, config_.hash_key)
            .first;
    return table->second.at(address, now);
}

std::uint64_t ThrottleBuckets::forgotten() const {
    std::uint64_t sum = 0;
    for (const auto& [throttle, table] : shared_) sum += table.forgotten();
    return sum;
}

}  // namespace cordon

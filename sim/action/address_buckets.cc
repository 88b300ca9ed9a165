#include "sim/action/address_buckets.hh"

#include <algorithm>

namespace cordon {

AddressBuckets::AddressBuckets(const Throttle& throttle, std::size_t most, std::uint64_t hash_key)
    : throttle_(&throttle),
      most_(std::max<std::size_t>(most, 1)),
      by_address_(0, Hash{KeyedRandom{hash_key, "address buckets"}}) {}

ThrottleBucket& AddressBuckets::at(const IpAddress& address, Time now) {
    const auto known = by_address_.find(address);
    if (known != by_address_.end()) {
        by_use_.splice(by_use_.begin(), by_use_, known->second);
        return by_use_.front().bucket;
    }
    make_room(now);
    by_use_.push_front({.address = address, .bucket = ThrottleBucket{*throttle_, now}});
    by_address_.emplace(address, by_use_.begin());
    return by_use_.front().bucket;
}

/// Before each new bucket two old ones are looked at, so that a table that has grown shrinks again.
void AddressBuckets::make_room(Time now) {
    for (int looked_at = 0; looked_at < 2 && !by_use_.empty(); ++looked_at) {
        if (!by_use_.back().bucket.is_idle(now)) break;
        forget_oldest();
    }
    if (by_use_.size() < most_) return;
    forget_oldest();
    ++forgotten_;
}

void AddressBuckets::forget_oldest() {
    by_address_.erase(by_use_.back().address);
    by_use_.pop_back();
}

}  // namespace cordon

#include "sim/policy/sets/pool_set.hh"

#include <algorithm>

#include "sim/core/keyed_random.hh"
#include "sim/policy/law.hh"

namespace cordon {

bool PoolSet::contains(const IpAddress& address, Time now, std::uint64_t seed) const {
    if (!pool.contains(address) || to_ns(now) < 0) return false;
    KeyedRandom of_address{seed, name};
    of_address.mix(address.high()).mix(address.low());
    const std::int64_t length = rotate.count();
    const std::int64_t current = length > 0 ? to_ns(now) / length : 0;
    const std::int64_t oldest = std::max<std::int64_t>(0, current - most_rotations_late);
    for (std::int64_t rotation = current; rotation >= oldest; --rotation) {
        KeyedRandom of_server = of_address;
        of_server.mix(static_cast<std::uint64_t>(rotation));
        const Duration since_start{to_ns(now) - rotation * length};
        KeyedRandom of_lag = of_server;
        if (lag && draw(*lag, of_lag.mix(1)) > since_start) continue;
        return of_server.mix(0).says_yes(covers.millionths);
    }
    return false;
}

}  // namespace cordon

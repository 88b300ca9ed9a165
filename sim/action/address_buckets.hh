#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

#include "sim/action/throttle_bucket.hh"
#include "sim/core/ip_address.hh"
#include "sim/core/keyed_random.hh"

namespace cordon {

/// The buckets of one throttle that are shared between flows: one an address (`each: client` and
/// `server`), or a single one under the address :: (`each: rule`). Idle buckets are forgotten after
/// a while, which changes nothing, as a new one starts full; at the limit the one longest unused is
/// forgotten whatever it owes, and counted.
class AddressBuckets {
public:
    /// `hash_key`: a number that those who choose the addresses cannot know, lest all meet in one
    /// slot of the table. Results do not depend on it.
    AddressBuckets(const Throttle& throttle, std::size_t most, std::uint64_t hash_key);

    /// The address's bucket; new ones start full at `now`. Valid until the next call.
    [[nodiscard]] ThrottleBucket& at(const IpAddress& address, Time now);

    [[nodiscard]] std::size_t size() const { return by_address_.size(); }
    /// Buckets that were given up although they were not idle.
    [[nodiscard]] std::uint64_t forgotten() const { return forgotten_; }

private:
    struct Entry {
        IpAddress address;
        ThrottleBucket bucket;
    };
    struct Hash {
        KeyedRandom keyed;
        [[nodiscard]] std::size_t operator()(const IpAddress& address) const {
            return KeyedRandom{keyed}.mix(address.high()).mix(address.low()).bits();
        }
    };

    void make_room(Time now);
    void forget_oldest();

    const Throttle* throttle_;  // in the policy
    std::size_t most_;
    std::list<Entry> by_use_;  // the last used first
    std::unordered_map<IpAddress, std::list<Entry>::iterator, Hash> by_address_;
    std::uint64_t forgotten_ = 0;
};

}  // namespace cordon

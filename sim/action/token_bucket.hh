#pragma once

#include <cstdint>
#include <optional>

#include "sim/core/rate.hh"
#include "sim/core/time.hh"

namespace cordon {

/// Credit that grows with time up to a burst, and is spent by packets. Starts full. Counts in
/// bit-nanoseconds per second (1 byte = 8e9 units), so that a rate of any whole number of bits per
/// second earns a whole number of units in any whole number of nanoseconds: nothing is ever rounded
/// and a long run does not drift. Safe for every rate, burst and pause: credit stops at the burst.
/// A `now` before the last one counts as the last one.
class TokenBucket {
public:
    struct Config {
        BitRate rate;
        std::uint64_t burst_bytes = 0;
    };

    TokenBucket(const Config& config, Time now);

    /// Spends `bytes` when all of that credit is there, else nothing and says no.
    [[nodiscard]] bool take(std::uint64_t bytes, Time now);

    /// Spends `bytes` whether or not the credit is there, and tells when it will be (`now` when it
    /// already is); nullopt, and nothing spent, when that is never or after `latest`.
    [[nodiscard]] std::optional<Time> borrow(std::uint64_t bytes, Time now,
                                             Time latest = Time::max());

    /// Holds its whole burst: from here on it acts as a new bucket would.
    [[nodiscard]] bool is_full(Time now);

private:
    __extension__ using Credit = __int128;

    void earn_until(Time now);

    Credit credit_;  // below zero: owed
    Config config_;
    Time earned_until_;
};

}  // namespace cordon

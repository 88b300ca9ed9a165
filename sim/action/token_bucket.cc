#include "sim/action/token_bucket.hh"

#include <limits>

namespace cordon {
namespace {

__extension__ using Units = unsigned __int128;
__extension__ using SignedUnits = __int128;

constexpr std::uint64_t units_per_byte = 8'000'000'000;  // 8 bits, 1e9 ns a second

// Both factors of every product below are at most 64 bits, so none overflows 128 bits; credit and
// debt stay below 2^64 bytes = 2^97 units each.
SignedUnits in_units(std::uint64_t bytes) {
    return static_cast<SignedUnits>(Units{bytes} * units_per_byte);
}

/// Nanoseconds from `earlier` to `later`, also when they lie further apart than a Duration holds.
std::uint64_t ns_between(Time earlier, Time later) {
    return static_cast<std::uint64_t>(to_ns(later)) - static_cast<std::uint64_t>(to_ns(earlier));
}

}  // namespace

TokenBucket::TokenBucket(const Config& config, Time now)
    : credit_(in_units(config.burst_bytes)), config_(config), earned_until_(now) {}

void TokenBucket::earn_until(Time now) {
    if (now <= earned_until_) return;
    const Units earned = Units{config_.rate.bits_per_second} * ns_between(earned_until_, now);
    const auto room = static_cast<Units>(in_units(config_.burst_bytes) - credit_);
    credit_ += static_cast<SignedUnits>(earned < room ? earned : room);
    earned_until_ = now;
}

bool TokenBucket::take(std::uint64_t bytes, Time now) {
    earn_until(now);
    const SignedUnits cost = in_units(bytes);
    if (credit_ < cost) return false;
    credit_ -= cost;
    return true;
}

std::optional<Time> TokenBucket::borrow(std::uint64_t bytes, Time now, Time latest) {
    earn_until(now);
    const SignedUnits after = credit_ - in_units(bytes);
    if (after < 0) {
        const std::uint64_t rate = config_.rate.bits_per_second;
        if (rate == 0) return std::nullopt;
        const Units wait = (static_cast<Units>(-after) + rate - 1) / rate;
        if (latest < earned_until_ || wait > ns_between(earned_until_, latest)) return std::nullopt;
        credit_ = after;
        return time_from_ns(static_cast<std::int64_t>(
            static_cast<std::uint64_t>(to_ns(earned_until_)) + static_cast<std::uint64_t>(wait)));
    }
    credit_ = after;
    return earned_until_;
}

bool TokenBucket::is_full(Time now) {
    earn_until(now);
    return credit_ == in_units(config_.burst_bytes);
}

}  // namespace cordon

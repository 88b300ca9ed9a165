#pragma once

#include <algorithm>

#include "sim/core/time.hh"
#include "sim/world/tcp/tcp_profile.hh"

namespace cordon {

/// Round-trip time as RFC 6298 section 2 smooths it, in integer nanoseconds, and the time-out that
/// follows from it with the constants of a profile.
class RttEstimator {
public:
    void sample(Duration rtt) {
        if (!known()) {
            smoothed_ = rtt;
            variance_ = rtt / 2;
            least_ = rtt;
            return;
        }
        const Duration error = rtt > smoothed_ ? rtt - smoothed_ : smoothed_ - rtt;
        variance_ += (error - variance_) / 4;
        smoothed_ += (rtt - smoothed_) / 8;
        least_ = std::min(least_, rtt);
    }

    [[nodiscard]] bool known() const { return least_ != Duration::zero(); }
    [[nodiscard]] Duration smoothed() const { return smoothed_; }
    [[nodiscard]] Duration least() const { return least_; }  // of the connection's life

    /// Not backed off; the profile's initial one before the first sample.
    [[nodiscard]] Duration timeout(const TcpProfile& profile) const {
        if (!known()) return profile.initial_rto;
        const Duration computed = smoothed_ + std::max(profile.rto_variance_min, 4 * variance_);
        return std::min(std::max(profile.rto_min, computed) + profile.rto_slop, profile.rto_max);
    }

private:
    Duration smoothed_{};
    Duration variance_{};
    Duration least_{};
};

}  // namespace cordon

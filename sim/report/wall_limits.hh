#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cordon {

/// How often a limit of the wall was hit. All zero in a run that is complete.
struct WallLimits {
    std::uint64_t flows_evicted = 0;      // forgotten before their time
    std::uint64_t no_room_to_hold = 0;    // packets removed as queue-full for want of memory
    std::uint64_t buckets_forgotten = 0;  // token buckets of addresses
    std::uint64_t residuals_refused = 0;
    std::uint64_t streams_given_up = 0;  // for want of memory for their unread bytes

    void add(const WallLimits& other);
    [[nodiscard]] bool any() const { return *this != WallLimits{}; }
    friend bool operator==(const WallLimits&, const WallLimits&) = default;
};

/// A phrase for each limit that was hit, with the option that raises it: "3 flows were forgotten
/// before their time: too many lived at once (raise --most-flows)".
[[nodiscard]] std::vector<std::string> limit_phrases(const WallLimits& limits);

}  // namespace cordon

#pragma once

#include <mutex>

#include "sim/report/wall_limits.hh"

namespace cordon {

/// How often limits of walls were hit in many plays. For several threads.
class LimitSum {
public:
    void add(const WallLimits& limits) {
        const std::lock_guard lock(one_by_one_);
        sum_.add(limits);
    }
    [[nodiscard]] WallLimits sum() const {
        const std::lock_guard lock(one_by_one_);
        return sum_;
    }

private:
    mutable std::mutex one_by_one_;
    WallLimits sum_;
};

}  // namespace cordon

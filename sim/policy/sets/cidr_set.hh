#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/ip_address.hh"

namespace cordon {

/// Blocks of addresses, kept as sorted intervals that neither touch nor overlap. Add all, `seal()`
/// once, then ask: a lookup is one binary search and changes nothing.
class CidrSet {
public:
    struct Interval {
        IpAddress first;
        IpAddress last;
        friend bool operator==(const Interval&, const Interval&) = default;
    };

    void add(const Cidr& block);
    void seal();

    /// Requires: sealed since the last `add`.
    [[nodiscard]] bool contains(const IpAddress& address) const;

    /// How many intervals are left after merging; before `seal()`, how many were added.
    [[nodiscard]] std::size_t size() const { return intervals_.size(); }
    [[nodiscard]] bool empty() const { return intervals_.empty(); }
    [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }

private:
    std::vector<Interval> intervals_;
    bool sealed_ = true;
};

}  // namespace cordon

#include "sim/policy/sets/cidr_set.hh"

#include <algorithm>
#include <cassert>

namespace cordon {
namespace {

/// Whether `next` is the address right after `address`.
bool follows(const IpAddress& next, const IpAddress& address) {
    const bool carry = address.low() == ~std::uint64_t{0};
    if (carry && address.high() == ~std::uint64_t{0}) return false;
    return next == IpAddress::from_words(address.high() + (carry ? 1U : 0U), address.low() + 1);
}

}  // namespace

void CidrSet::add(const Cidr& block) {
    intervals_.push_back({.first = block.first, .last = block.last()});
    sealed_ = false;
}

void CidrSet::seal() {
    std::sort(intervals_.begin(), intervals_.end(),
              [](const Interval& a, const Interval& b) { return a.first < b.first; });
    std::vector<Interval> merged;
    for (const Interval& interval : intervals_) {
        if (!merged.empty() &&
            (interval.first <= merged.back().last || follows(interval.first, merged.back().last))) {
            merged.back().last = std::max(merged.back().last, interval.last);
        } else {
            merged.push_back(interval);
        }
    }
    intervals_ = std::move(merged);
    sealed_ = true;
}

bool CidrSet::contains(const IpAddress& address) const {
    assert(sealed_);
    const auto after =
        std::upper_bound(intervals_.begin(), intervals_.end(), address,
                         [](const IpAddress& a, const Interval& b) { return a < b.first; });
    return after != intervals_.begin() && address <= std::prev(after)->last;
}

}  // namespace cordon

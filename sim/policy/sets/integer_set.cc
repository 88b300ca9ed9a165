#include "sim/policy/sets/integer_set.hh"

#include <algorithm>
#include <cassert>
#include <limits>

namespace cordon {

void IntegerSet::add(Range range) {
    assert(range.first <= range.last);
    ranges_.push_back(range);
    sealed_ = false;
}

void IntegerSet::seal() {
    std::sort(ranges_.begin(), ranges_.end(),
              [](const Range& a, const Range& b) { return a.first < b.first; });
    std::vector<Range> merged;
    for (const Range& range : ranges_) {
        // Joined also when they only touch; the greatest number has no successor to touch.
        const bool joins =
            !merged.empty() && (merged.back().last == std::numeric_limits<std::int64_t>::max() ||
                                range.first <= merged.back().last + 1);
        if (joins) {
            merged.back().last = std::max(merged.back().last, range.last);
        } else {
            merged.push_back(range);
        }
    }
    ranges_ = std::move(merged);
    sealed_ = true;
}

bool IntegerSet::contains(std::int64_t value) const {
    assert(sealed_);
    const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), value,
                                        [](std::int64_t v, const Range& r) { return v < r.first; });
    return after != ranges_.begin() && value <= std::prev(after)->last;
}

}  // namespace cordon

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/policy/decision.hh"
#include "sim/policy/found_rules.hh"

namespace cordon {

/// Finds the rules that cannot hold unless an address, or a port, lies in a set: one binary search
/// and a copy of what is found, however many rules and sets there are.
///
/// Add all sets, each with all its rules at once, then seal() once. Memory: for each end of an
/// interval the rules whose sets go on there.
template <typename Value>
class IntervalTriggers {
public:
    struct Interval {
        Value first, last;  // both included
    };

    /// Requires: the intervals of one set do not overlap.
    void add(std::span<const Interval> set, std::span<const RuleId> rules) {
        for (const Interval& interval : set) {
            ends_.push_back({{interval.first, Side::at}, rules_of_sets_.size(), true});
            ends_.push_back({{interval.last, Side::behind}, rules_of_sets_.size(), false});
        }
        rules_of_sets_.emplace_back(rules.begin(), rules.end());
    }

    void seal() {
        std::stable_sort(ends_.begin(), ends_.end(),
                         [](const End& a, const End& b) { return a.place < b.place; });
        std::vector<std::size_t> open;  // sets that go on here
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            if (ends_[i].opens) {
                open.push_back(ends_[i].set);
            } else {
                open.erase(std::find(open.begin(), open.end(), ends_[i].set));
            }
            const bool more = i + 1 < ends_.size() && ends_[i + 1].place == ends_[i].place;
            if (!more) close_stretch(ends_[i].place, open);
        }
        ends_ = {};
        rules_of_sets_ = {};
    }

    [[nodiscard]] bool empty() const { return stretches_.empty(); }

    /// Appends the rules that `value` may set off. Requires: sealed.
    void find(const Value& value, FoundRules& found) const {
        const Place here{value, Side::at};
        const auto after =
            std::upper_bound(stretches_.begin(), stretches_.end(), here,
                             [](const Place& a, const Stretch& b) { return a < b.from; });
        if (after == stretches_.begin()) return;
        const Stretch& stretch = *std::prev(after);
        append(found, std::span(rules_).subspan(stretch.begin, stretch.end - stretch.begin));
    }

private:
    enum class Side : std::uint8_t { at, behind };
    using Place = std::pair<Value, Side>;
    struct End {
        Place place;
        std::size_t set;
        bool opens;
    };
    /// From a place to the next, the same rules: [begin, end) of rules_.
    struct Stretch {
        Place from;
        std::size_t begin, end;
    };

    void close_stretch(const Place& from, const std::vector<std::size_t>& open) {
        const std::size_t begin = rules_.size();
        for (const std::size_t set : open) {
            const std::vector<RuleId>& rules = rules_of_sets_[set];
            rules_.insert(rules_.end(), rules.begin(), rules.end());
        }
        stretches_.push_back({from, begin, rules_.size()});
    }

    std::vector<End> ends_;                           // until sealed
    std::vector<std::vector<RuleId>> rules_of_sets_;  // until sealed
    std::vector<Stretch> stretches_;
    std::vector<RuleId> rules_;
};

}  // namespace cordon

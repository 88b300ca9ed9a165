#include "sim/policy/file/set_inclusion.hh"

#include <algorithm>
#include <string>
#include <variant>

namespace cordon {
namespace {

/// The addresses that a set may hold: of a pool those that it finds some of.
const CidrSet* blocks_of(const Set& set) {
    if (const auto* pool = std::get_if<PoolSet>(&set)) return &pool->pool;
    return std::get_if<CidrSet>(&set);
}

/// Whether one of the sorted intervals reaches from `first` to `last`.
template <typename Intervals, typename Value>
bool reaches(const Intervals& intervals, const Value& first, const Value& last) {
    const auto after =
        std::upper_bound(intervals.begin(), intervals.end(), first,
                         [](const Value& v, const auto& interval) { return v < interval.first; });
    return after != intervals.begin() && last <= std::prev(after)->last;
}

bool text_in(const Set& set, std::string_view text) {
    if (const auto* domains = std::get_if<DomainSet>(&set)) return domains->contains(text);
    const auto* texts = std::get_if<TextSet>(&set);
    return texts != nullptr && texts->contains(text);
}

}  // namespace

const Set& SetInclusion::at(SetId id) const {
    return policy_->sets[static_cast<std::size_t>(id)].set;
}

bool SetInclusion::step() const {
    if (*steps_ == 0) return false;
    --*steps_;
    return true;
}

bool SetInclusion::is_member(const Operand& value, SetId set) const {
    if (!step()) return false;
    if (const auto* text = std::get_if<std::string>(&value)) return text_in(at(set), *text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        const auto* numbers = std::get_if<IntegerSet>(&at(set));
        return numbers != nullptr && numbers->contains(*number);
    }
    const auto* block = std::get_if<Cidr>(&value);
    const auto* blocks = std::get_if<CidrSet>(&at(set));
    return block != nullptr && blocks != nullptr &&
           reaches(blocks->intervals(), block->first, block->last());
}

bool SetInclusion::is_all(SetId set, const Operand& value) const {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        const auto* numbers = std::get_if<IntegerSet>(&at(set));
        return numbers != nullptr && numbers->ranges() == std::vector{IntegerSet::Range{
                                                              .first = *number, .last = *number}};
    }
    const auto* block = std::get_if<Cidr>(&value);
    const CidrSet* blocks = blocks_of(at(set));
    if (block == nullptr || blocks == nullptr) return false;
    return std::all_of(blocks->intervals().begin(), blocks->intervals().end(),
                       [&](const CidrSet::Interval& interval) {
                           return step() && block->contains(interval.first) &&
                                  block->contains(interval.last);
                       });
}

bool SetInclusion::is_within(SetId part, SetId whole) const {
    if (part == whole) return true;
    const Set& inner = at(part);
    const Set& outer = at(whole);
    if (const auto* texts = std::get_if<TextSet>(&inner)) return texts_within(*texts, outer);
    if (const auto* domains = std::get_if<DomainSet>(&inner)) {
        const auto* others = std::get_if<DomainSet>(&outer);
        return others != nullptr && domains_within(*domains, *others);
    }
    if (const auto* numbers = std::get_if<IntegerSet>(&inner)) {
        const auto* others = std::get_if<IntegerSet>(&outer);
        return others != nullptr && ranges_within(*numbers, *others);
    }
    const CidrSet* blocks = blocks_of(inner);
    const auto* others = std::get_if<CidrSet>(&outer);
    return blocks != nullptr && others != nullptr && blocks_within(*blocks, *others);
}

bool SetInclusion::domains_within(const DomainSet& part, const DomainSet& whole) const {
    return part.all_patterns(
        [&](std::string_view pattern) { return step() && whole.contains_all_of(pattern); });
}

bool SetInclusion::blocks_within(const CidrSet& part, const CidrSet& whole) const {
    return std::all_of(
        part.intervals().begin(), part.intervals().end(), [&](const CidrSet::Interval& interval) {
            return step() && reaches(whole.intervals(), interval.first, interval.last);
        });
}

bool SetInclusion::ranges_within(const IntegerSet& part, const IntegerSet& whole) const {
    return std::all_of(part.ranges().begin(), part.ranges().end(),
                       [&](const IntegerSet::Range& range) {
                           return step() && reaches(whole.ranges(), range.first, range.last);
                       });
}

bool SetInclusion::texts_within(const TextSet& part, const Set& whole) const {
    return part.all_texts([&](std::string_view text) { return step() && text_in(whole, text); });
}

}  // namespace cordon

#include "sim/policy/name_triggers.hh"

#include <algorithm>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

constexpr std::uint64_t of_nothing = 0xcbf29ce484222325;
constexpr std::size_t least_places = 16;

/// The hash of a suffix that is longer by `character` in front: FNV-1a from the end, so that one
/// walk gives those of all suffixes (draft-eastlake-fnv, 64 bits).
std::uint64_t longer_by(char character, std::uint64_t hash) {
    return (hash ^ static_cast<std::uint8_t>(character)) * 0x00000100000001b3;
}

std::size_t home_of(std::uint64_t hash, std::size_t places) {
    return (hash ^ (hash >> 32U)) & (places - 1);
}

}  // namespace

void NameTriggers::add(const Comparison& comparison, const Policy& policy, RuleId rule) {
    if (const auto* text = std::get_if<std::string>(&comparison.operand)) {
        add_key(to_lower(*text), rule);
        return;
    }
    const SetId id = std::get<SetId>(comparison.operand);
    const auto& set = std::get<DomainSet>(policy.sets[static_cast<std::size_t>(id)].set);
    if (set.has_patterns_without_tail()) always_.push_back(rule);
    set.for_each_key([&](std::string_view key) { add_key(key, rule); });
}

void NameTriggers::add_key(std::string_view lower_case_suffix, RuleId rule) {
    if ((used_ + 1) * 2 > places_.size()) grow();
    std::uint64_t hash = of_nothing;
    for (std::size_t i = lower_case_suffix.size(); i > 0; --i) {
        hash = longer_by(lower_case_suffix[i - 1], hash);
    }
    Place& place = place_of(hash);
    if (place.first == none) ++used_;
    links_.push_back({.rule = rule, .next = place.first});
    place = {.hash = hash, .first = static_cast<std::uint32_t>(links_.size() - 1)};
    longest_ = std::max(longest_, lower_case_suffix.size());
}

void NameTriggers::grow() {
    std::vector<Place> old(std::max(least_places, 2 * places_.size()));
    old.swap(places_);
    for (const Place& moved : old) {
        if (moved.first != none) place_of(moved.hash) = moved;
    }
}

/// Where the rules of a hash stand, or an empty place for them.
NameTriggers::Place& NameTriggers::place_of(std::uint64_t hash) {
    std::size_t at = home_of(hash, places_.size());
    while (places_[at].first != none && places_[at].hash != hash) {
        at = (at + 1) & (places_.size() - 1);
    }
    return places_[at];
}

void NameTriggers::look_up(std::uint64_t hash, FoundRules& found) const {
    std::size_t at = home_of(hash, places_.size());
    while (places_[at].first != none && places_[at].hash != hash) {
        at = (at + 1) & (places_.size() - 1);
    }
    for (std::uint32_t i = places_[at].first; i != none; i = links_[i].next) {
        found.push_back(links_[i].rule);
    }
}

void NameTriggers::find(std::string_view name, FoundRules& found) const {
    append(found, always_);
    if (used_ == 0) return;
    std::uint64_t hash = of_nothing;
    for (std::size_t length = 0;; ++length) {
        const bool whole = length == name.size();
        if (whole || name[name.size() - 1 - length] == '.') look_up(hash, found);
        if (whole || length == longest_) return;
        hash = longer_by(to_lower(name[name.size() - 1 - length]), hash);
    }
}

}  // namespace cordon

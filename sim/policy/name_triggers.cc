#include "sim/policy/name_triggers.hh"

#include <xxhash.h>

#include <algorithm>

#include "sim/core/ascii.hh"

namespace cordon {
namespace {

std::uint64_t hash_of(std::string_view text) {
    return XXH3_64bits(text.data(), text.size());
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
    by_suffix_[hash_of(lower_case_suffix)].push_back(rule);
    longest_ = std::max(longest_, lower_case_suffix.size());
}

void NameTriggers::find(std::string_view name, std::vector<RuleId>& found) const {
    found.insert(found.end(), always_.begin(), always_.end());
    if (by_suffix_.empty()) return;
    const std::string lower = to_lower(name);
    const auto look_up = [&](std::string_view suffix) {
        const auto rules = by_suffix_.find(hash_of(suffix));
        if (rules == by_suffix_.end()) return;
        found.insert(found.end(), rules->second.begin(), rules->second.end());
    };
    const std::string_view text = lower;
    if (text.size() <= longest_) look_up(text);
    for (std::size_t dot = text.rfind('.'); dot != text.npos; dot = text.rfind('.', dot - 1)) {
        if (text.size() - dot - 1 > longest_) return;
        look_up(text.substr(dot + 1));
        if (dot == 0) return;
    }
}

}  // namespace cordon

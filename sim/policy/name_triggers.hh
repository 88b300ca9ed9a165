#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/policy/decision.hh"
#include "sim/policy/policy.hh"

namespace cordon {

/// Finds the rules that a name may set off. A rule that cannot hold unless some name is in a set of
/// domains, or equals a text, is found by the suffixes of the name: one look-up each, however many
/// rules and domains there are. What is found may hold; what is not found cannot.
class NameTriggers {
public:
    /// Makes `rule` depend on a comparison of a name: `in` a set of domains, or `==` a text.
    void add(const Comparison& comparison, const Policy& policy, RuleId rule);

    /// Appends the rules that `name`, as sent, may set off; some perhaps twice.
    void find(std::string_view name, std::vector<RuleId>& found) const;

private:
    void add_key(std::string_view lower_case_suffix, RuleId rule);

    std::unordered_map<std::uint64_t, std::vector<RuleId>> by_suffix_;  // by hash of the suffix
    std::vector<RuleId> always_;  // their sets hold patterns without a literal tail
    std::size_t longest_ = 0;     // bytes of the longest suffix
};

}  // namespace cordon

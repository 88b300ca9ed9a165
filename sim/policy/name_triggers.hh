#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/policy/decision.hh"
#include "sim/policy/found_rules.hh"
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
    void find(std::string_view name, FoundRules& found) const;

private:
    static constexpr std::uint32_t none = 0xffffffff;
    /// The rules of one suffix: a chain that begins at `first`.
    struct Place {
        std::uint64_t hash = 0;
        std::uint32_t first = none;
    };
    struct Link {
        RuleId rule = no_rule;
        std::uint32_t next = none;
    };

    void add_key(std::string_view lower_case_suffix, RuleId rule);
    void grow();
    [[nodiscard]] Place& place_of(std::uint64_t hash);
    void look_up(std::uint64_t hash, FoundRules& found) const;

    // Open addressing, at most half full. Suffixes of one hash share a place, which costs a look.
    std::vector<Place> places_;
    std::vector<Link> links_;
    std::size_t used_ = 0;
    std::vector<RuleId> always_;  // their sets hold patterns without a literal tail
    std::size_t longest_ = 0;     // bytes of the longest suffix
};

}  // namespace cordon

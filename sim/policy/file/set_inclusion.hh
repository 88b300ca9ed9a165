#pragma once

#include <cstddef>

#include "sim/policy/policy.hh"

namespace cordon {

/// Asks whether one operand of a comparison stands for no more than another: a member of a set, a
/// set within a set, a block of addresses within others. "No" may be wrong (a pattern for names
/// that only several others hold together), "yes" never is. Each member looked at takes one of
/// `steps`; with none left every answer is no. Refers to the policy, which must outlive it.
class SetInclusion {
public:
    SetInclusion(const Policy& policy, std::size_t& steps) : policy_(&policy), steps_(&steps) {}

    /// Whether the value of `==`, a number, a block or a text, is in a set.
    [[nodiscard]] bool is_member(const Operand& value, SetId set) const;
    /// Whether every member of a set is the value of `==`.
    [[nodiscard]] bool is_all(SetId set, const Operand& value) const;
    /// Whether every member of the first set is in the second.
    [[nodiscard]] bool is_within(SetId part, SetId whole) const;

private:
    [[nodiscard]] const Set& at(SetId id) const;
    [[nodiscard]] bool step() const;
    [[nodiscard]] bool domains_within(const DomainSet& part, const DomainSet& whole) const;
    [[nodiscard]] bool blocks_within(const CidrSet& part, const CidrSet& whole) const;
    [[nodiscard]] bool ranges_within(const IntegerSet& part, const IntegerSet& whole) const;
    [[nodiscard]] bool texts_within(const TextSet& part, const Set& whole) const;

    const Policy* policy_;
    std::size_t* steps_;
};

}  // namespace cordon

#pragma once

#include <cstddef>

#include "sim/policy/expression.hh"
#include "sim/policy/policy.hh"

namespace cordon {

/// Whether one condition being true makes another true, as far as their form shows: the same
/// comparison, a higher threshold, a smaller block, a member of a family or of a set, a set within
/// a set, parts of `and` and `or`. "No" may be wrong, "yes" never is. The work of all questions
/// together is bounded; beyond it every answer is no. Refers to the policy of the conditions, which
/// must outlive it.
class Implication {
public:
    explicit Implication(const Policy& policy) : policy_(&policy) {}

    [[nodiscard]] bool holds(const Expression& given, const Expression& then);

private:
    [[nodiscard]] bool is_same(const Expression& a, const Expression& b);

    [[nodiscard]] bool operand_implies(const Comparison& given, const Comparison& then);
    [[nodiscard]] bool comparison_implies(const Comparison& given, const Comparison& then);

    const Policy* policy_;
    std::size_t steps_left_ = 20'000'000;
};

}  // namespace cordon

#pragma once

#include <cstddef>

#include "sim/policy/expression.hh"

namespace cordon {

/// Whether one condition being true makes another true, as far as their form shows: the same
/// comparison, a higher threshold, a smaller block, a member of a family, parts of `and` and `or`.
/// "No" may be wrong, "yes" never is. The work of all questions together is bounded; beyond it
/// every answer is no.
class Implication {
public:
    [[nodiscard]] bool holds(const Expression& given, const Expression& then);

private:
    [[nodiscard]] bool is_same(const Expression& a, const Expression& b);

    std::size_t steps_left_ = 20'000'000;
};

}  // namespace cordon

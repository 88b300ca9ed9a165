#pragma once

#include <optional>

#include "sim/policy/expression.hh"
#include "sim/policy/file/draft.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads a condition: comparisons joined by `not`, `and`, `or`, in that order of precedence, and
/// parentheses. Tells all that is wrong with it in the draft's findings, each comparison on its
/// own, and returns nullopt then. Literal sets and regular expressions go into the draft's policy.
[[nodiscard]] std::optional<Expression> read_condition(const YamlNode& condition, Draft& draft);

/// How deep parentheses and `not` may be nested.
inline constexpr unsigned deepest_condition = 64;

}  // namespace cordon

#pragma once

#include <optional>
#include <string>

#include "sim/policy/expression.hh"

namespace cordon {

/// Why a condition, or a part of it, can never hold: `and` joins two values of a field that has one
/// at a time, or fields of two protocols. Judged by form; nullopt says nothing.
[[nodiscard]] std::optional<std::string> find_contradiction(const Expression& condition);

}  // namespace cordon

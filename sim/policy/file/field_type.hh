#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/policy/expression.hh"
#include "sim/policy/field.hh"
#include "sim/policy/file/draft.hh"
#include "sim/policy/file/quantity.hh"

namespace cordon {

/// A type as messages name it: "an address".
[[nodiscard]] std::string_view to_text(FieldType type);

/// Whether an operator makes sense on a field. Versions of TLS and days of the week are in order.
[[nodiscard]] bool suits(const FieldInfo& field, CompareOp op);

/// The operators that suit a field, for messages: "==, != or in".
[[nodiscard]] std::string operators_of(const FieldInfo& field);

/// Whether members of a set of this kind can be values of the field.
[[nodiscard]] bool suits(const FieldInfo& field, SetKind kind);

/// The kinds of sets that suit a field, for messages; empty when none does.
[[nodiscard]] std::string set_kinds_of(const FieldInfo& field);

/// The number behind a type; nullopt for what is not a number.
[[nodiscard]] std::optional<Quantity> quantity_of(FieldType type);

}  // namespace cordon

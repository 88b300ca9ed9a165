#pragma once

#include <string>

#include "sim/policy/expression.hh"
#include "sim/policy/policy.hh"
#include "sim/policy/situation.hh"
#include "sim/policy/truth.hh"

namespace cordon {

/// "true", "false", "unknown".
[[nodiscard]] std::string_view to_text(Truth truth);

/// A comparison as a person would write it: `flow.up.bytes > 8192 B`, `tls.sni in $media`.
[[nodiscard]] std::string comparison_text(const Comparison& comparison, const Policy& policy);

/// What its field is in a situation: "mmg.whatsapp.net", "9000 B", "absent", "not known yet".
[[nodiscard]] std::string value_text(const Comparison& comparison, const Policy& policy,
                                     const Situation& situation);

/// A condition part by part, one line each with its truth and the value it looked at, indented by
/// two spaces a level beyond `indent`.
[[nodiscard]] std::string condition_text(const Expression& expression, const Policy& policy,
                                         std::uint64_t seed, const Situation& situation,
                                         std::size_t indent);

}  // namespace cordon

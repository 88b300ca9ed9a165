#pragma once

#include <string_view>

#include "sim/policy/decision.hh"

namespace cordon {

/// What policies and reports call a verdict: "forge-dns".
[[nodiscard]] std::string_view name_of(const Verdict& verdict);

}  // namespace cordon

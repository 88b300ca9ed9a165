#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cordon::testing {

using Words = std::vector<std::string>;

[[nodiscard]] bool holds(const std::string& text, const std::string& part);
[[nodiscard]] bool holds_any(const std::string& text, const Words& parts);

/// The table of facts that the cases were written from. It lies outside the project; where it is
/// not there, nothing. CORDON_FACTS names it.
[[nodiscard]] std::optional<std::string> facts();

/// The line of the table of facts that has all of these texts; marks of emphasis are left out.
[[nodiscard]] std::string line_with(const std::string& table, const Words& parts);

}  // namespace cordon::testing

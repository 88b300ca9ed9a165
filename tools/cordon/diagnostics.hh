#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/file/diagnostic.hh"

namespace cordon {

/// One line each, fit for a terminal.
[[nodiscard]] std::string lines_of(const std::vector<Diagnostic>& found);

/// Tells them on stderr.
void tell(const std::vector<Diagnostic>& found);

/// Tells the errors, and then what they keep from being done: `what` is "the case cannot be
/// played".
std::nullopt_t refuse(const std::vector<Diagnostic>& errors, std::string_view what);

}  // namespace cordon

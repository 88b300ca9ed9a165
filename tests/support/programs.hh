#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cordon::testing {

// Other programs of this machine that tests ask for a second opinion.

/// Whether there is a tshark to ask.
[[nodiscard]] bool have_tshark();

/// What a command of the shell prints; empty when it cannot be run.
[[nodiscard]] std::string output_of(const std::string& command);
/// The same in lines, each of which has its end.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& command);

/// What stands before, between and behind the separators: one part more than there are of them.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace cordon::testing

#pragma once

#include <cstdint>
#include <string>

namespace cordon {

/// How much a finding matters: an error makes a policy unusable, a warning says what is probably
/// not meant, a note tells what a policy costs.
enum class Severity : std::uint8_t { error, warning, note };

/// One thing found in a policy file, in words for the person who has to mend it.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string what;
    std::string where;  // file:line:column, columns in characters from 1

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// `file:line:column: message`; what is not an error says so: `file:line:column: warning: message`.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

}  // namespace cordon

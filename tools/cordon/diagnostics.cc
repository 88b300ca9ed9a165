#include "tools/cordon/diagnostics.hh"

#include <fmt/core.h>

#include "tools/cordon/console.hh"
#include "tools/cordon/readable_text.hh"

namespace cordon {

std::string lines_of(const std::vector<Diagnostic>& found) {
    std::string lines;
    for (const Diagnostic& each : found) lines += readable_text(to_text(each)) + '\n';
    return lines;
}

void tell(const std::vector<Diagnostic>& found) {
    say(lines_of(found));
}

std::nullopt_t refuse(const std::vector<Diagnostic>& errors, std::string_view what) {
    tell(errors);
    complain(fmt::format("{}: {} error{}", what, errors.size(), errors.size() == 1 ? "" : "s"));
    return std::nullopt;
}

}  // namespace cordon

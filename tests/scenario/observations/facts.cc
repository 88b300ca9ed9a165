#include "tests/scenario/observations/facts.hh"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "sim/policy/file/file_reader.hh"

namespace cordon::testing {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bool holds_any(const std::string& text, const Words& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const std::string& part) { return holds(text, part); });
}

std::optional<std::string> facts() {
    const char* named = std::getenv("CORDON_FACTS");  // NOLINT(concurrency-mt-unsafe): one thread
    const auto text = DiskFiles().read(named == nullptr ? "../shared/guide/EVIDENCE.md" : named);
    if (!text) return std::nullopt;
    return *text;
}

std::string line_with(const std::string& table, const Words& parts) {
    std::istringstream lines(table);
    for (std::string line; std::getline(lines, line);) {
        std::erase(line, '*');
        const bool all = std::all_of(parts.begin(), parts.end(),
                                     [&](const std::string& part) { return holds(line, part); });
        if (all) return line;
    }
    return "";
}

}  // namespace cordon::testing

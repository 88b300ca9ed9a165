#include "sim/policy/file/yaml_hint.hh"

#include <algorithm>

#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// The value in the line of an error: what stands after its first `: `.
std::string_view value_in(std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == line.npos) return {};
    const std::size_t start = line.find_first_not_of(' ', colon + 1);
    return start == line.npos ? std::string_view{} : line.substr(start);
}

/// Whether a value goes on with a bracket: text stands before it in its line.
bool goes_on_with_bracket(std::string_view line, std::size_t column) {
    if (column >= line.size() || (line[column] != '{' && line[column] != '[')) return false;
    const std::string_view before = line.substr(0, column);
    const std::size_t last = before.find_last_not_of(" \t");
    return last != before.npos && std::string_view(",:-?[]{}").find(before[last]) == before.npos;
}

std::string hint_for_open_flow(std::string_view line, std::size_t column) {
    if (!goes_on_with_bracket(line, column)) return "a '[' or '{' is opened and never closed";
    return "a value with " + in_quotes(line.substr(column, 1)) +
           " in it must stand in quotes as a whole between braces or brackets, as in { when: "
           "'tls.sni in {example.org}' }";
}

std::string hint_for(std::string_view message, std::string_view line, std::size_t column) {
    const std::string_view value = value_in(line);
    if (message.find("anchor is not defined") != message.npos) {
        return "text that begins with '*' must stand in quotes, as in \"*.example.org\"";
    }
    const std::string_view indentation = line.substr(0, line.find_first_not_of(" \t"));
    const bool tabs = indentation.find('\t') != indentation.npos;
    if (tabs || message.find("tab") != message.npos) return "indent with spaces, not with tabs";
    if (message.find("escape") != message.npos) {
        return "in double quotes a backslash begins an escape; single quotes keep it as it is";
    }
    if (message.find("flow not found") != message.npos) {
        return hint_for_open_flow(line, column);
    }
    if (value.starts_with('{') || value.starts_with('[') || value.starts_with('"')) {
        return "a value that begins with " + in_quotes(value.substr(0, 1)) +
               " and goes on after its end must stand in quotes as a whole, or in a '|' block";
    }
    if (value.find(": ") != value.npos) {
        return "put quotes around a value that has ': ' in it";
    }
    if (message.find("unknown token") != message.npos) {
        return "text that begins with " + in_quotes(line.substr(column, 1)) +
               " must stand in quotes";
    }
    return "look at the indentation here and in the lines above; text with special characters "
           "often needs quotes";
}

}  // namespace

std::string yaml_hint(const Source& source, std::size_t offset, std::string_view message) {
    const std::size_t number = source.line_of(offset);
    const std::string_view line = source.line(number);
    const std::size_t column = std::min(offset - source.line_start(number), line.size());
    return "this is not valid YAML (" + std::string(message) +
           "): " + hint_for(message, line, column);
}

}  // namespace cordon

#include "sim/policy/file/yaml_hint.hh"

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

std::string hint_for(std::string_view message, std::string_view line, char at) {
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
        return "a '[' or '{' is opened and never closed";
    }
    if (value.starts_with('{') || value.starts_with('[') || value.starts_with('"')) {
        return "a value that begins with " + in_quotes(value.substr(0, 1)) +
               " and goes on after its end must stand in quotes as a whole, or in a '|' block";
    }
    if (value.find(": ") != value.npos) {
        return "put quotes around a value that has ': ' in it";
    }
    if (message.find("unknown token") != message.npos) {
        return "text that begins with " + in_quotes({&at, 1}) + " must stand in quotes";
    }
    return "look at the indentation here and in the lines above; text with special characters "
           "often needs quotes";
}

}  // namespace

std::string yaml_hint(const Source& source, std::size_t offset, std::string_view message) {
    const std::string_view line = source.line(source.line_of(offset));
    const char at = offset < source.text().size() ? source.text()[offset] : ' ';
    return "this is not valid YAML (" + std::string(message) + "): " + hint_for(message, line, at);
}

}  // namespace cordon

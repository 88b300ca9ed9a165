#include "sim/policy/file/time_reader.hh"

#include <string>

#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/words.hh"

namespace cordon {

std::optional<ZoneOffset> read_zone(const YamlNode& node, Findings& findings) {
    const std::string* text = read_text(node, "'zone'", findings);
    if (text == nullptr) return std::nullopt;
    const auto zone = parse_zone(*text);
    if (!zone) {
        findings.error(node.at,
                       in_quotes(*text) + " is no zone; write an offset such as \"+08:00\", or Z");
    }
    return zone;
}

std::optional<Time> read_time(const YamlNode& node, std::string_view what,
                              std::optional<ZoneOffset> zone, const TimeAdvice& advice,
                              Findings& findings) {
    const std::string* text = read_text(node, what, findings);
    if (text == nullptr) return std::nullopt;
    const ZoneOffset assumed = zone.value_or(ZoneOffset{});
    const auto parsed = parse_time(*text, assumed);
    std::string fault;
    if (!parsed && lies_beyond_time(*text, assumed)) {
        fault.append("is out of range: times reach from ").append(earliest_time);
        fault.append(" to ").append(latest_time);
    } else if (!parsed) {
        fault = advice.no_time;
    } else if (!parsed->has_offset && !zone) {
        fault.append("needs a zone; write ").append(advice.no_zone);
    }
    if (fault.empty()) return parsed->at;
    findings.error(node.at, in_quotes(*text) + " " + fault);
    return std::nullopt;
}

}  // namespace cordon

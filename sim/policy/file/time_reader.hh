#pragma once

#include <optional>
#include <string_view>

#include "sim/core/calendar.hh"
#include "sim/core/time.hh"
#include "sim/policy/file/findings.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads the `zone` of a file: "+08:00", or Z. nullopt, and an error, when it is none.
[[nodiscard]] std::optional<ZoneOffset> read_zone(const YamlNode& node, Findings& findings);

/// What messages about times advise in one kind of file.
struct TimeAdvice {
    std::string_view no_time;  // behind a text that is none: "is no date; write 2017-07-18"
    std::string_view no_zone;  // what to write so that it has one: "zone: \"+08:00\" at the top"
};

/// Reads a time, in `zone` where it names none itself; nullopt, and an error, when it is none, lies
/// beyond what Time holds, or has no zone. `what` names the node: "'from'".
[[nodiscard]] std::optional<Time> read_time(const YamlNode& node, std::string_view what,
                                            std::optional<ZoneOffset> zone,
                                            const TimeAdvice& advice, Findings& findings);

}  // namespace cordon

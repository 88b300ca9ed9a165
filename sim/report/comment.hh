#pragma once

#include <string>
#include <string_view>

#include "sim/report/event.hh"

namespace cordon {

/// Writes the packet comment of a capture into `out` (replacing it): `RULE: ACT` or `RULE: ACT,
/// DETAIL`, with DETAIL and the rule's name escaped as in JSON. Empty for a plain pass.
void write_comment(std::string& out, std::string_view rule, Act act, std::string_view detail = {});

/// That of a packet that leaves: one that was held says for how long.
void write_comment(std::string& out, std::string_view rule, const Departure& departure);

/// The detail of a held packet: "held 1.250000000 s". Empty when it was not held.
[[nodiscard]] std::string held_detail(Duration held);

}  // namespace cordon

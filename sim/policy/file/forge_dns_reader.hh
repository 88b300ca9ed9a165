#pragma once

#include <optional>

#include "sim/policy/decision.hh"
#include "sim/policy/file/findings.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads the settings of `forge-dns`: `answers`, one address, a list of them, or `nxdomain`; and
/// `ttl`, in whole seconds. nullopt, and errors, when something is wrong with them.
[[nodiscard]] std::optional<ForgeDns> read_forge_dns(const YamlNode& settings, Findings& findings);

}  // namespace cordon

#pragma once

#include <nlohmann/json.hpp>

#include "sim/policy/file/yaml.hh"

namespace cordon::testing {

/// A YAML document as JSON; every text stays text.
[[nodiscard]] nlohmann::json json_of(const YamlNode& node);

}  // namespace cordon::testing

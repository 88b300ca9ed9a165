#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sim/policy/file/yaml.hh"

namespace cordon::testing {

/// A YAML document as JSON; every text stays text.
[[nodiscard]] nlohmann::json json_of(const YamlNode& node);

/// What the schema of that name (see JsonSchema::load) has against a YAML document.
[[nodiscard]] std::vector<std::string> schema_complaints(const std::string& schema,
                                                         std::string yaml);
[[nodiscard]] std::vector<std::string> schema_complaints_of_file(const std::string& schema,
                                                                 const std::string& path);

}  // namespace cordon::testing

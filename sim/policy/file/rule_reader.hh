#pragma once

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads the `rules` of one file to the end of the draft's list. Sets, places and phases of all
/// files must stand already.
void read_rules(const YamlNode& root, Draft& draft);

}  // namespace cordon

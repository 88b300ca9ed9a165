#pragma once

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Reads the `phases` of one file into the draft: named spans, `to` exclusive.
void read_phases(const YamlNode& root, Draft& draft);

}  // namespace cordon

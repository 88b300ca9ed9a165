#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/policy/file/source.hh"

namespace cordon {

/// What to say of a YAML syntax error that yaml-cpp found at `offset`: its own words, and what most
/// often mends it.
[[nodiscard]] std::string yaml_hint(const Source& source, std::size_t offset,
                                    std::string_view message);

}  // namespace cordon

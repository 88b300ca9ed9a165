#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/policy/file/yaml.hh"

namespace cordon {

/// Where in the source each byte of a text stands, and its end: one offset more than bytes. Mapped
/// from the source itself, since yaml-cpp's marks only tell where a text begins. nullopt when the
/// text was put together from several lines, other than a `|` block.
[[nodiscard]] std::optional<std::vector<std::size_t>> scalar_places(const YamlNode& text);

/// Whether a quoted text has its closing quote; true for every other text.
[[nodiscard]] bool is_closed(const YamlNode& text);

}  // namespace cordon

#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cordon::testing {

/// One `#include "..."` or `<...>` of a source file, paths as from the project's root.
struct Include {
    std::string from;
    std::string target;
    bool quoted = true;
};

/// All includes of the .hh and .cc files below `root`/`folder`, in the order of their paths.
[[nodiscard]] std::vector<Include> includes_below(const std::filesystem::path& root,
                                                  const std::string& folder);

/// Reads one file's includes; `path` is what they are reported from.
[[nodiscard]] std::vector<Include> includes_of(std::istream& text, const std::string& path);

/// Whether a file at `from` may include `target` (both "sim/..."), by DESIGN's table of layers.
[[nodiscard]] bool may_include(const std::string& from, const std::string& target);

/// A path along which files include each other in a circle; empty when there is none.
[[nodiscard]] std::vector<std::string> find_cycle(const std::vector<Include>& includes);

}  // namespace cordon::testing

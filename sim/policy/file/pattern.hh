#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sim/policy/policy.hh"

namespace cordon {

/// Why a regular expression cannot be used, and at which of its bytes.
struct PatternError {
    std::string what;
    std::size_t at = 0;
};

/// Compiles a regular expression in RE2's syntax, searched unanchored over bytes. Its memory is
/// bounded: 1 MiB, compiled form and search together.
[[nodiscard]] tl::expected<std::unique_ptr<const TextPattern>, PatternError> compile_pattern(
    std::string_view pattern);

}  // namespace cordon

#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sim/policy/file/diagnostic.hh"
#include "sim/policy/file/file_reader.hh"
#include "sim/policy/policy.hh"

namespace cordon {

/// A policy that can be used, and what the checker thinks of it: warnings, and notes on its cost.
struct LoadedPolicy {
    Policy policy;
    std::vector<Diagnostic> warnings;
};

/// Settings given on the command line: `RULE.SETTING=VALUE`, applied before the policy is checked.
using Overrides = std::vector<std::string>;

/// Reads a policy file and all that it uses, from the disk unless said. The errors are all that is
/// wrong with the files, in their order; a syntax error of a file stands alone.
[[nodiscard]] tl::expected<LoadedPolicy, std::vector<Diagnostic>> load_policy(
    const std::string& path, const Overrides& overrides = {},
    const FileReader& files = DiskFiles());

/// The same from memory: `text` is the policy and `file_name` its name in messages; what it uses
/// comes from `files`.
[[nodiscard]] tl::expected<LoadedPolicy, std::vector<Diagnostic>> parse_policy(
    std::string text, const std::string& file_name, const FileReader& files,
    const Overrides& overrides = {});

}  // namespace cordon

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/policy/file/load.hh"

namespace cordon {

/// Loads what `--policy P` names, with the changes of `--set`. When it cannot be used, says all
/// that is wrong with it on stderr and gives nullopt.
[[nodiscard]] std::optional<LoadedPolicy> load_policy_argument(
    const std::string& file_or_name, const std::vector<std::string>& settings,
    const FileReader& files = DiskFiles());

/// Says on stderr what is probably not meant by a policy. What it costs is for `cordon check`.
void tell_doubts(const LoadedPolicy& loaded);

}  // namespace cordon

#pragma once

#include <string>
#include <vector>

#include "sim/core/result.hh"

namespace cordon {

/// A wall that comes with the program: a folder of policies/ that holds policy.yaml.
struct ReadyWall {
    std::string name;
    std::string file;
};

/// Where the ready walls stand: CORDON_POLICIES when it is set, else beside the program
/// (../share/cordon/policies), else in the source tree it was built from.
[[nodiscard]] std::string policies_folder();

/// All of them, by name.
[[nodiscard]] std::vector<ReadyWall> ready_walls();

/// The file that `--policy P` means: P itself when it is a file, the policy.yaml of a folder, or a
/// ready wall's.
[[nodiscard]] Result<std::string> find_policy(const std::string& file_or_name);

}  // namespace cordon

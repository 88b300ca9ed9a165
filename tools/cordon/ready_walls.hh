#pragma once

#include <string>
#include <vector>

#include "sim/core/result.hh"

namespace cordon {

/// A folder of policies/ and the file in it that makes it what it is.
struct ReadyFolder {
    std::string name;
    std::string file;
};
/// A wall that comes with the program: a folder that holds policy.yaml, and no scenario.yaml, which
/// would make it a case.
using ReadyWall = ReadyFolder;

/// Where the ready walls stand: CORDON_POLICIES when it is set, else beside the program
/// (../share/cordon/policies), else in the source tree it was built from.
[[nodiscard]] std::string policies_folder();

/// All folders that hold a file of that name, by name.
[[nodiscard]] std::vector<ReadyFolder> ready_folders(const std::string& file);
/// All ready walls, by name.
[[nodiscard]] std::vector<ReadyWall> ready_walls();

/// Whether the text is meant as a path, not as the name of something ready.
[[nodiscard]] bool looks_like_a_path(const std::string& text);

/// The file that `--policy P` means: P itself when it is a file, the policy.yaml of a folder, a
/// ready wall's, or that of a case. A folder without one hides nothing ready of that name. An error
/// says what to name instead.
[[nodiscard]] Result<std::string> find_policy(const std::string& file_or_name);

}  // namespace cordon

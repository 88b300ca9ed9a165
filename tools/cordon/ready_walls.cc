#include "tools/cordon/ready_walls.hh"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "sim/policy/file/words.hh"
#include "sim/scenario/file/load_scenario.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr const char* policy_file = "policy.yaml";
constexpr const char* scenario_file = "scenario.yaml";  // makes a folder a case

fs::path program_folder() {
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path();
}

/// As short as a path can be given: below the working directory without what leads there.
std::string shortest(const fs::path& path) {
    std::error_code error;
    const fs::path relative = fs::relative(path, error);
    const bool below = !error && !relative.empty() && *relative.begin() != "..";
    return below ? relative.string() : path.string();
}

bool holds(const fs::path& folder, const char* name) {
    std::error_code absent;
    return fs::exists(folder / name, absent);
}

/// A case where a policy is wanted: what to do with it instead.
tl::unexpected<Error> is_a_case(const std::string& named) {
    return fail(fmt::format("is a case, not a policy: `cordon run {}` checks it and plays it; the "
                            "candidates that it compares are policies",
                            named),
                named);
}

/// The policy of a folder that was named; none where it is no folder for walls or cases.
std::optional<Result<std::string>> policy_in(const std::string& folder) {
    if (holds(folder, policy_file)) return (fs::path(folder) / policy_file).string();
    if (holds(folder, scenario_file)) return Result<std::string>(is_a_case(folder));
    return std::nullopt;
}

/// What to say where nothing bears the name; `walls` are those that there are.
tl::unexpected<Error> not_found(const std::string& file_or_name,
                                const std::vector<ReadyFolder>& walls) {
    std::error_code error;
    if (fs::is_directory(file_or_name, error)) {
        return fail(
            fmt::format("is a folder without a {}: name the policy file in it", policy_file),
            file_or_name);
    }
    std::vector<std::string_view> names;
    names.reserve(walls.size());
    for (const ReadyFolder& wall : walls) names.push_back(wall.name);
    return fail(
        fmt::format("no policy file and no ready wall bears the name {}{}; `cordon walls` "
                    "lists the ready ones",
                    in_quotes(file_or_name), did_you_mean(file_or_name, names)));
}

/// The policy of the ready wall of that name.
Result<std::string> ready_policy(const std::string& name) {
    const std::vector<ReadyFolder> walls = ready_folders(policy_file);
    for (const ReadyFolder& wall : walls) {
        if (wall.name == name) return wall.file;
    }
    if (holds(fs::path(policies_folder()) / name, scenario_file)) return is_a_case(name);
    return not_found(name, walls);
}

}  // namespace

std::string policies_folder() {
    // Read once, before anything runs beside it.
    if (const char* named = std::getenv("CORDON_POLICIES"); named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code error;
    const fs::path installed = program_folder().parent_path() / "share/cordon/policies";
    return fs::is_directory(installed, error) ? installed.string() : std::string(source_policies);
}

bool looks_like_a_path(const std::string& text) {
    return text.find('/') != std::string::npos || text.ends_with(".yaml") || text.ends_with(".yml");
}

std::vector<ReadyFolder> ready_folders(const std::string& name) {
    std::vector<ReadyFolder> folders;
    std::error_code error;
    for (fs::directory_iterator at(policies_folder(), error), end; !error && at != end;
         at.increment(error)) {
        const fs::path file = at->path() / name;
        std::error_code absent;
        if (!fs::is_regular_file(file, absent)) continue;
        folders.push_back({.name = at->path().filename().string(), .file = shortest(file)});
    }
    std::sort(folders.begin(), folders.end(),
              [](const ReadyFolder& a, const ReadyFolder& b) { return a.name < b.name; });
    return folders;
}

std::vector<ReadyWall> ready_walls() {
    std::vector<ReadyWall> walls = ready_folders(policy_file);
    std::erase_if(walls, [](const ReadyWall& wall) {
        return holds(fs::path(wall.file).parent_path(), scenario_file);
    });
    return walls;
}

Result<std::string> find_policy(const std::string& file_or_name) {
    std::error_code error;
    const bool is_folder = fs::is_directory(file_or_name, error);
    if (is_folder) {
        if (const auto policy = policy_in(file_or_name)) return *policy;
        // Perhaps the output of a run that was named for its wall.
        if (looks_like_a_path(file_or_name)) return not_found(file_or_name, {});
    } else if (looks_like_a_path(file_or_name) || fs::exists(file_or_name, error)) {
        // A pipe can be read once only.
        const bool is_file = fs::is_regular_file(file_or_name, error);
        if (is_file && is_scenario(file_or_name)) return is_a_case(file_or_name);
        return file_or_name;
    }
    return ready_policy(file_or_name);
}

}  // namespace cordon

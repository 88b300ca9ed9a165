#include "tools/cordon/cases.hh"

#include <fmt/core.h>

#include <filesystem>

#include "sim/policy/file/words.hh"
#include "tools/cordon/diagnostics.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr const char* scenario_file = "scenario.yaml";

/// A wall where a case is wanted: what to do with it instead.
tl::unexpected<Error> is_a_wall(const std::string& named) {
    return fail(
        fmt::format("is a wall, not a case: `cordon replay CAPTURE --policy {0}` and `cordon run "
                    "CASE --policy {0}` take it",
                    named),
        named);
}

/// What to say where nothing bears the name; `cases` are those that there are.
tl::unexpected<Error> not_found(const std::string& file_or_name,
                                const std::vector<ReadyCase>& cases) {
    std::error_code error;
    if (fs::is_directory(file_or_name, error)) {
        return fail(fmt::format("this folder holds no {}", scenario_file), file_or_name);
    }
    std::vector<std::string_view> names;
    names.reserve(cases.size());
    for (const ReadyCase& each : cases) names.push_back(each.name);
    return fail(
        fmt::format("no scenario file and no case bears the name {}{}; `cordon walls` "
                    "lists the cases",
                    in_quotes(file_or_name), did_you_mean(file_or_name, names)));
}

/// The scenario of the ready case of that name.
Result<std::string> ready_scenario(const std::string& name) {
    const std::vector<ReadyCase> cases = ready_cases();
    for (const ReadyCase& each : cases) {
        if (each.name == name) return each.file;
    }
    for (const ReadyWall& wall : ready_walls()) {
        if (wall.name == name) return is_a_wall(name);
    }
    return not_found(name, cases);
}

bool is_policy_file(const std::string& path) {
    return fs::path(path).filename() == "policy.yaml" && !is_scenario(path);
}

}  // namespace

std::vector<ReadyCase> ready_cases() {
    return ready_folders(scenario_file);
}

Result<std::string> find_case(const std::string& file_or_name) {
    std::error_code error;
    if (fs::is_directory(file_or_name, error)) {
        const fs::path file = fs::path(file_or_name) / scenario_file;
        if (fs::exists(file, error)) return file.string();
        if (fs::exists(fs::path(file_or_name) / "policy.yaml", error)) {
            return is_a_wall(file_or_name);
        }
        // Perhaps the output of a run that was named for its case.
        if (looks_like_a_path(file_or_name)) return not_found(file_or_name, {});
    } else if (looks_like_a_path(file_or_name) || fs::exists(file_or_name, error)) {
        if (is_policy_file(file_or_name)) return is_a_wall(file_or_name);
        return file_or_name;
    }
    return ready_scenario(file_or_name);
}

std::optional<Scenario> load_case(const std::string& file) {
    auto loaded = load_scenario(file);
    if (loaded) {
        tell(loaded->warnings);
        return std::move(loaded->scenario);
    }
    return refuse(loaded.error(), "the case cannot be played");
}

}  // namespace cordon

#include "tools/cordon/run_walls.hh"

#include <algorithm>
#include <filesystem>

#include "sim/policy/file/words.hh"
#include "sim/scenario/run/fit_policy.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/noted_files.hh"
#include "tools/cordon/policy_argument.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

void add(RunWalls& walls, LoadedPolicy loaded, const std::string& file, const Scenario& scenario) {
    walls.policies.push_back(std::move(loaded));
    Policy& policy = walls.policies.back().policy;
    fit_policy(policy, scenario);
    walls.walls.push_back({.name = policy.name, .policy = &policy});
    walls.files.push_back(file);
}

/// The file of the wall of this name; null when there is none.
const std::string* file_of(const RunWalls& walls, std::string_view name) {
    for (std::size_t i = 0; i < walls.walls.size(); ++i) {
        if (walls.walls[i].name == name) return &walls.files[i];
    }
    return nullptr;
}

void add_none_where_wanted(RunWalls& walls, const RunOptions& options) {
    if (!options.baseline && !walls.walls.empty()) return;
    walls.walls.push_back({.name = "", .policy = nullptr});
    walls.files.emplace_back();
}

std::vector<std::string> policies_of(const RunOptions& options, const Scenario& scenario) {
    if (!options.policies.empty()) return options.policies;
    if (!scenario.policy.empty()) return {scenario.policy};
    if (!scenario.candidates.empty()) return candidate_files(scenario.candidates);
    return {};
}

}  // namespace

std::vector<std::string> candidate_files(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".yaml") files.push_back(at->path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<RunWalls> load_walls(const RunOptions& options, const Scenario& scenario) {
    RunWalls walls;
    walls.inputs.add(options.scenario);
    for (const std::string& named : policies_of(options, scenario)) {
        auto loaded = load_policy_argument(named, options.settings, NotedFiles(walls.inputs));
        if (!loaded) return std::nullopt;
        if (!options.quiet) tell_doubts(*loaded);
        if (const std::string* other = file_of(walls, loaded->policy.name)) {
            complain(Error{.what = "is called " + in_quotes(loaded->policy.name) + " as " + *other +
                                   " is: rows of the two could not be told apart; give one "
                                   "another name after 'policy:'",
                           .where = named});
            return std::nullopt;
        }
        add(walls, std::move(*loaded), named, scenario);
    }
    add_none_where_wanted(walls, options);
    return walls;
}

RunWalls candidate_walls(const RunOptions& options, const Scenario& scenario,
                         ReckoningCase& reports) {
    RunWalls walls;
    walls.inputs.add(options.scenario);
    for (const std::string& path : files_of_reports(options.scenario)) walls.inputs.add(path);
    for (std::size_t i = 0; i < reports.candidates.size(); ++i) {
        add(walls, std::move(reports.policies[i]), reports.candidates[i].path, scenario);
        for (const auto& [name, text] : reports.candidates[i].texts) walls.inputs.add(name);
    }
    add_none_where_wanted(walls, options);
    return walls;
}

}  // namespace cordon

#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "sim/policy/file/load.hh"
#include "sim/report/safe_text.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/cases.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/readable_text.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {
namespace {

/// What a wall is about, or that it cannot be loaded.
std::string about_wall(const ReadyWall& wall) {
    const auto loaded = load_policy(wall.file, {});
    if (!loaded) return fmt::format("(cannot be used: see `cordon check {}`)", wall.name);
    return readable_text(loaded->policy.about);
}

/// The same of a case.
std::string about_case(const ReadyCase& each) {
    const auto loaded = load_scenario(each.file);
    if (!loaded) return fmt::format("(cannot be played: see `cordon run {}`)", each.name);
    return readable_text(loaded->scenario.about);
}

}  // namespace

ExitStatus run_walls(const Words& words) {
    const Usage usage{.command = "walls",
                      .synopsis = "cordon walls",
                      .about =
                          "Lists the ready walls, one line each, then the cases. Their names stand "
                          "for their files\nwherever a policy or a case is asked for.",
                      .examples =
                          "  cordon walls\n  cordon check whatsapp-media-name\n"
                          "  cordon run adblock-2019\n",
                      .options = {},
                      .positional = ""};
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const std::vector<ReadyWall> walls = ready_walls();
    if (walls.empty()) {
        return give_up(Error{.what = "no ready walls are here; CORDON_POLICIES names the folder "
                                     "they stand in",
                             .where = policies_folder()});
    }
    const std::vector<ReadyCase> cases = ready_cases();
    std::size_t width = 0;
    for (const ReadyWall& wall : walls) width = std::max(width, wall.name.size());
    for (const ReadyCase& each : cases) width = std::max(width, each.name.size());
    for (const ReadyWall& wall : walls) {
        fmt::print("{:<{}}  {}\n", safe_text(wall.name), width, about_wall(wall));
    }
    if (!cases.empty()) fmt::print("\nCases, for `cordon run`:\n\n");
    for (const ReadyCase& each : cases) {
        fmt::print("{:<{}}  {}\n", safe_text(each.name), width, about_case(each));
    }
    return ExitStatus::done;
}

}  // namespace cordon

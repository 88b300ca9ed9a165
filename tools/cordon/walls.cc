#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "sim/policy/file/load.hh"
#include "sim/report/safe_text.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ready_walls.hh"

namespace cordon {
namespace {

/// What a wall is about, or that it cannot be loaded.
std::string about(const ReadyWall& wall) {
    const auto loaded = load_policy(wall.file, {});
    if (!loaded) return fmt::format("(cannot be used: see `cordon check {}`)", wall.name);
    return safe_text(loaded->policy.about);
}

}  // namespace

ExitStatus run_walls(const Words& words) {
    const Usage usage{.command = "walls",
                      .synopsis = "cordon walls",
                      .about =
                          "Lists the ready walls, one line each. Their names stand for their files "
                          "wherever a\npolicy is asked for.",
                      .examples = "  cordon walls\n  cordon check whatsapp-media-name\n",
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
    std::size_t width = 0;
    for (const ReadyWall& wall : walls) width = std::max(width, wall.name.size());
    for (const ReadyWall& wall : walls) {
        fmt::print("{:<{}}  {}\n", safe_text(wall.name), width, about(wall));
    }
    return ExitStatus::done;
}

}  // namespace cordon

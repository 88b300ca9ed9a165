#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cordon/exit_status.hh"

namespace cordon {

/// Words behind a command's name.
using Words = std::vector<std::string>;

/// One command of the program.
struct Command {
    std::string_view name;
    std::string_view about;                           // half a line for `cordon --help`
    ExitStatus (*run)(const Words& words) = nullptr;  // null: not built yet
};
[[nodiscard]] std::span<const Command> all_commands();

ExitStatus run_walls(const Words& words);
ExitStatus run_replay(const Words& words);
ExitStatus run_inspect(const Words& words);
ExitStatus run_check(const Words& words);
ExitStatus run_explain(const Words& words);
ExitStatus run_reenact(const Words& words);
ExitStatus run_run(const Words& words);

}  // namespace cordon

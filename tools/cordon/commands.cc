#include <array>

#include "tools/cordon/command.hh"

namespace cordon {

std::span<const Command> all_commands() {
    static constexpr std::array commands{
        Command{"walls", "list the ready walls", run_walls},
        Command{"replay", "send a capture through a wall (open loop)", run_replay},
        Command{"inspect", "show what a wall can see in a capture, one line a flow", run_inspect},
        Command{"check", "check a policy file; list the fields of the language", run_check},
        Command{"explain", "tell why one packet met its end", run_explain},
        Command{"reenact", "what would have become of a capture (closed loop)", run_reenact},
        Command{"run", "play a case with phones that react (closed loop)", run_run},
        Command{"intercept", "judge live traffic between two interfaces"},
        Command{"lab", "run a command behind a wall"},
        Command{"try", "run a command behind every ready wall in turn"},
        Command{"phone", "what people do, over real sockets"},
        Command{"report", "make the page of a run, or lay two side by side"},
    };
    return commands;
}

}  // namespace cordon

#include <fmt/core.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "sim/policy/file/words.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

void print_help() {
    fmt::print(
        "cordon {} simulates the traffic control of a national firewall: what would this wall do\n"
        "to this traffic, and to what people do with their phones?\n\nUsage: cordon COMMAND "
        "[arguments]\n\nCommands:\n",
        version);
    for (const Command& command : all_commands()) {
        fmt::print("  {:<10} {}{}\n", command.name, command.about,
                   command.run == nullptr ? " (not built yet)" : "");
    }
    fmt::print(
        "\n`cordon COMMAND --help` tells more, with examples.\n\n"
        "Exit status: 0 done; 1 the run failed; 2 arguments or input cannot be used; 3 done, but\n"
        "the input ended early or a limit was hit; 130 interrupted; 143 terminated.\n\n"
        "Examples:\n"
        "  cordon walls\n"
        "  cordon inspect pcaps/photo-sent.pcap\n"
        "  cordon replay pcaps/phone-2017.pcap --policy whatsapp-media-name --out out/first\n"
        "  cordon run adblock-2019 --baseline\n");
}

ExitStatus no_such_command(const std::string& name) {
    std::vector<std::string_view> known;
    for (const Command& command : all_commands()) known.push_back(command.name);
    complain(fmt::format("there is no command {}{}", in_quotes(name), did_you_mean(name, known)));
    complain("`cordon --help` lists the commands");
    return ExitStatus::unusable;
}

ExitStatus run(const std::vector<std::string>& words) {
    if (words.empty()) {
        print_help();
        return ExitStatus::unusable;
    }
    const std::string& name = words.front();
    if (name == "--help" || name == "-h" || name == "help") {
        print_help();
        return ExitStatus::done;
    }
    if (name == "--version") {
        fmt::print("cordon {}\n", version);
        return ExitStatus::done;
    }
    const auto commands = all_commands();
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& command) { return command.name == name; });
    if (found == commands.end()) return no_such_command(name);
    if (found->run == nullptr) {
        complain(
            fmt::format("`cordon {}` does not exist yet: this version has walls, replay, "
                        "inspect, check, explain, reenact and run",
                        name));
        return ExitStatus::unusable;
    }
    return found->run({words.begin() + 1, words.end()});
}

/// The one place that catches all.
ExitStatus run_safely(const std::vector<std::string>& words) {
    try {
        const ExitStatus status = run(words);
        return StandardOutput::finish() || status != ExitStatus::done ? status : ExitStatus::failed;
    } catch (const std::bad_alloc&) {
        complain("out of memory");
    } catch (const std::exception& error) {
        complain(fmt::format("this should not happen: {}", error.what()));
    }
    return ExitStatus::failed;
}

}  // namespace
}  // namespace cordon

int main(int argc, char** argv) {
    cordon::hold_standard_streams();
    cordon::prepare_signals();
    return static_cast<int>(cordon::run_safely({argv + 1, argv + argc}));
}

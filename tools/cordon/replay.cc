#include "sim/capture/reader.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/noted_files.hh"
#include "tools/cordon/policy_argument.hh"
#include "tools/cordon/replay_run.hh"

namespace cordon {
namespace {

ExitStatus replay(const ReplayOptions& options) {
    InputFiles inputs;
    const std::optional<LoadedPolicy> loaded =
        load_policy_argument(options.policy, options.settings, NotedFiles(inputs));
    if (!loaded) return ExitStatus::unusable;
    if (!options.quiet) tell_doubts(*loaded);
    const auto choice = selection_of(options, loaded->policy.zone);
    if (!choice) return give_up(choice.error());
    auto reader =
        open_captures(options.captures, {.filter = options.filter, .sha256 = options.sha256});
    if (!reader) return give_up_reading(reader.error());
    std::optional<OutputFolder> folder;
    if (options.out) {
        for (const std::string& path : options.captures) inputs.add(path);
        auto created = OutputFolder::create(*options.out, options.files, inputs);
        if (!created) return give_up(created.error());
        folder.emplace(std::move(*created));
    }
    return ReplayRun(options, loaded->policy, *choice, std::move(*reader), std::move(folder)).run();
}

}  // namespace

ExitStatus run_replay(const Words& words) {
    Usage usage = replay_usage();
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const Result<ReplayOptions> options = read_replay_options(**arguments, "replay");
    return options ? replay(*options) : give_up(options.error());
}

}  // namespace cordon

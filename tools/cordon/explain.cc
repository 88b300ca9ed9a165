#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/capture/reader.hh"
#include "sim/scenario/limits.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ending.hh"
#include "tools/cordon/explanation.hh"
#include "tools/cordon/hash_key.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/policy_argument.hh"
#include "tools/cordon/replay_options.hh"

namespace cordon {
namespace {

Usage explain_usage() {
    Usage usage{
        .command = "explain",
        .synopsis = "cordon explain CAPTURE --policy P --frame N [options]",
        .about =
            "Replays a capture up to frame N and tells what the wall knew of that "
            "packet, how each rule\nstood, and what became of it. Give the options "
            "of the replay that is to be explained.",
        .examples =
            "  cordon explain pcaps/photo-sent.pcap --policy whatsapp-media-name "
            "--frame 100\n",
        .options = {{"policy,p", "P", "a policy file, or the name of a ready wall"},
                    {"frame", "N", "number of the packet in the capture, from 1"},
                    {"set", "RULE.SETTING=VALUE",
                     "changes a setting of the policy; may be repeated", Option::Takes::words},
                    {"at", "TIME", "moves the first packet to that time"},
                    {"from", "TIME", "only packets from then on"},
                    {"to", "TIME", "only packets before then"},
                    {"filter", "BPF", "only packets that a capture filter takes"},
                    {"seed", "N", "of all draws; 1 unless said"}},
        .positional = "capture",
        .most_positional = 1};
    add_room_options(usage);
    return usage;
}

/// Feeds the engine up to and with the frame, which is judged alone so that what the wall sends
/// because of it can be told.
Result<bool> feed_up_to(std::uint64_t frame, CaptureReader& reader, Selection& selection,
                        Engine& engine, Emit& out) {
    while (!interrupted()) {
        const Result<std::span<const Arrival>> batch = reader.next();
        if (!batch) return fail(batch.error());
        if (batch->empty()) return false;
        const std::span<const Arrival> chosen = selection.choose(*batch);
        const auto at = std::find_if(chosen.begin(), chosen.end(),
                                     [&](const Arrival& a) { return a.frame == frame; });
        const auto before = static_cast<std::size_t>(at - chosen.begin());
        engine.on_arrivals(chosen.first(before), out);
        if (at == chosen.end()) continue;
        engine.on_arrivals(chosen.subspan(before, 1), out);
        return true;
    }
    return false;
}

ExitStatus no_such_frame(const ReplayOptions& options, std::uint64_t frame,
                         const CaptureReader& reader) {
    if (interrupted()) {
        complain(fmt::format("interrupted before frame {} was read", frame));
        return status_of_interrupt();
    }
    const std::uint64_t packets = reader.facts().front().packets;
    if (frame == 0 || frame > packets) {
        return give_up(Error{.what = fmt::format("there is no frame {}: it has {}", frame, packets),
                             .where = options.captures.front()});
    }
    return give_up(Error{.what = fmt::format("frame {} is not among the chosen packets", frame),
                         .where = options.captures.front()});
}

ExitStatus explain(const ReplayOptions& options, std::uint64_t frame) {
    const std::optional<LoadedPolicy> loaded =
        load_policy_argument(options.policy, options.settings);
    if (!loaded) return ExitStatus::unusable;
    tell_doubts(*loaded);
    const auto choice = selection_of(options, loaded->policy.zone);
    if (!choice) return give_up(choice.error());
    auto reader = open_captures(options.captures, {.filter = options.filter, .sha256 = false});
    if (!reader) return give_up_reading(reader.error());

    Engine::Options engine_options;
    engine_options.seed = options.seed;
    engine_options.room = options.room.room;
    engine_options.hash_key = draw_hash_key();
    engine_options.tell_protocols = true;  // keeps what is known of every flow
    Engine engine(loaded->policy, engine_options);
    Explanation explanation(frame, loaded->policy, options.seed);
    engine.watch(frame, &explanation);
    Selection selection(*choice);
    const Result<bool> found = feed_up_to(frame, **reader, selection, engine, explanation);
    if (!found) return give_up_reading(found.error());
    if (!*found) return no_such_frame(options, frame, **reader);
    explanation.stop_counting();
    engine.finish(explanation);
    StandardOutput().write(explanation.text());
    return tell_limits(limits_of(engine));
}

}  // namespace

ExitStatus run_explain(const Words& words) {
    Usage usage = explain_usage();
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const auto frame = (*arguments)->number("frame");
    if (!frame) return give_up(frame.error());
    if (!*frame) return give_up(Error{.what = "--frame N is missing: which packet?", .where = ""});
    const Result<ReplayOptions> options = read_replay_options(**arguments, "explain");
    return options ? explain(*options, **frame) : give_up(options.error());
}

}  // namespace cordon

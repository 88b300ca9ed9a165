#include <fmt/core.h>

#include <array>

#include "sim/capture/reader.hh"
#include "sim/core/calendar.hh"
#include "sim/policy/file/words.hh"
#include "sim/report/safe_text.hh"
#include "sim/scenario/reenact/reduction.hh"
#include "sim/scenario/reenact/reenact_report.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ending.hh"
#include "tools/cordon/file_folder.hh"
#include "tools/cordon/hash_key.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/noted_files.hh"
#include "tools/cordon/policy_argument.hh"
#include "tools/cordon/progress_line.hh"
#include "tools/cordon/room_options.hh"
#include "tools/cordon/time_argument.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

constexpr std::size_t most_rows = 40;
constexpr std::array<std::string_view, 2> file_names{"summary.json", "conversations.jsonl"};

/// What `cordon reenact` was asked to do.
struct ReenactRequest {
    std::string capture;
    std::string policy;  // as given
    std::vector<std::string> settings;
    std::optional<std::string> out, at;
    std::string filter;
    RoomOptions room;
    std::uint64_t seed = 1;
    bool with_losses = false;
    bool quiet = false;
};

Usage reenact_usage() {
    Usage usage{
        .command = "reenact",
        .synopsis = "cordon reenact CAPTURE --policy P [--out DIR] [options]",
        .about =
            "Plays the conversations of a capture again between simulated ends, which react: once\n"
            "without a wall, once behind one. Each end says what it said, after what it had heard\n"
            "and the pause it made then; the ways are as long as they were. For each "
            "conversation:\n"
            "bytes and time as recorded, without wall, behind it, and how it ended.\n"
            "\n"
            "What cannot be played (recorded from its middle on, or from one side only) is told.",
        .examples =
            "  cordon reenact pcaps/phone-2017.pcap --policy whatsapp-media-name\n"
            "  cordon reenact day.pcapng --policy my-wall.yaml --at 2017-07-18 --out out/day\n",
        .options = {{"policy,p", "P", "a policy file, or the name of a ready wall"},
                    {"out,o", "DIR", "folder of the files; else a table"},
                    {"set", "RULE.SETTING=VALUE",
                     "changes a setting of the policy; may be repeated", Option::Takes::words},
                    {"at", "TIME", "moves the first packet, and with it all, to that time"},
                    {"filter", "BPF", "only packets that a capture filter takes (as in tcpdump)"},
                    {"losses", "WORD",
                     "none (unless said), or measured: lose as large a share as the recording "
                     "shows to have been sent again"},
                    {"seed", "N", "of all draws; 1 unless said"},
                    {"quiet,q", "", "no progress, and no table when files are written",
                     Option::Takes::nothing}},
        .positional = "capture",
        .most_positional = 1};
    add_room_options(usage);
    return usage;
}

Result<ReenactRequest> read_request(const Arguments& arguments) {
    ReenactRequest request;
    const std::vector<std::string> captures = arguments.words("capture");
    if (captures.empty()) return fail("no capture is named; see `cordon reenact --help`");
    request.capture = captures.front();
    request.policy = arguments.text("policy").value_or("");
    if (request.policy.empty()) {
        return fail(
            "--policy is missing: a policy file or a ready wall (`cordon walls` lists "
            "them)");
    }
    request.settings = arguments.words("set");
    request.out = arguments.text("out");
    request.at = arguments.text("at");
    request.filter = arguments.text("filter").value_or("");
    request.quiet = arguments.has("quiet");
    const std::string losses = arguments.text("losses").value_or("none");
    if (losses != "none" && losses != "measured") {
        return fail(fmt::format("--losses takes none or measured, not {}", in_quotes(losses)));
    }
    request.with_losses = losses == "measured";
    const Result<std::optional<std::uint64_t>> seed = arguments.number("seed");
    if (!seed) return fail(seed.error());
    request.seed = seed->value_or(request.seed);
    const Result<RoomOptions> room = read_room_options(arguments);
    if (!room) return fail(room.error());
    request.room = *room;
    return request;
}

/// What was read of the capture.
struct Read {
    std::vector<Conversation> conversations;
    std::uint64_t left_out = 0;
    std::uint64_t beyond_limit = 0;
    CaptureFacts facts;
};

Result<Read> read_capture(const ReenactRequest& request) {
    const std::vector<std::string> paths{request.capture};
    auto reader = open_captures(paths, {.filter = request.filter, .sha256 = false});
    if (!reader) return fail(reader.error());
    ProgressLine progress(request.quiet ? ProgressLine::Show::no : ProgressLine::Show::yes);
    Reduction reduction;
    std::uint64_t packets = 0;
    while (!interrupted()) {
        const Result<std::span<const Arrival>> batch = (*reader)->next();
        if (!batch) return fail(batch.error());
        if (batch->empty()) break;
        reduction.add(*batch);
        packets += batch->size();
        progress.update((*reader)->bytes_read(), (*reader)->bytes_total(), packets);
    }
    Read read;
    read.conversations = reduction.take();
    read.left_out = reduction.packets_left_out();
    read.beyond_limit = reduction.packets_beyond_limit();
    read.facts = (*reader)->facts().front();
    return read;
}

Result<Duration> shift_of(const ReenactRequest& request, const Read& read, ZoneOffset zone) {
    if (!request.at || !read.facts.first_time) return Duration{};
    const Result<Time> at = time_argument("at", *request.at, zone);
    if (!at) return fail(at.error());
    const Duration shift = time_between(*read.facts.first_time, *at);
    if (later_by(*read.facts.first_time, shift) == *at) return shift;
    return fail(fmt::format("--at {} is too far away: a play is moved by at most 292 years",
                            in_quotes(*request.at)));
}

/// `told`: the table was printed, which says which limits were reached.
ExitStatus tell_how_it_ended(const Read& read, const ReenactResult& result, bool told) {
    const WallLimits& limits = result.limits_with_wall.wall;
    ExitStatus status = limits.any() ? ExitStatus::ended_early : ExitStatus::done;
    if (!told) status = tell_limits(limits);
    if (read.facts.ended_early) {
        complain(Error{.what = *read.facts.ended_early + "; everything before it was used",
                       .where = read.facts.path});
        status = ExitStatus::ended_early;
    }
    if (read.beyond_limit > 0) {
        complain(
            fmt::format("{} packets are of conversations beyond the first {}; they were left "
                        "out",
                        read.beyond_limit, Reduction::most_conversations));
        status = ExitStatus::ended_early;
    }
    return status;
}

ExitStatus finish(const ReenactRequest& request, const Read& read, const ReenactResult& result,
                  const std::string& policy, std::optional<FileFolder>& folder) {
    if (folder) {
        if (const Result<void> whole = folder->commit(); !whole) {
            complain(whole.error());
            return keep_partial(*folder, status_of(whole.error()));
        }
        remark_left_from_before(*folder);
    }
    const bool tells = !folder || !request.quiet;
    if (tells) {
        StandardOutput out;
        out.write(
            fmt::format("Closed loop: {} conversations of {}, played again without a wall "
                        "and behind {}.\n\n",
                        result.recorded.size(), safe_text(request.capture), safe_text(policy)));
        out.write(reenact_table(result, folder ? most_rows : result.recorded.size()));
        if (folder) {
            out.write(fmt::format("\nWritten to {}:", safe_text(folder->path())));
            for (const std::string& name : folder->names()) out.write(" " + name);
            out.write("\n");
        }
    }
    return tell_how_it_ended(read, result, tells);
}

ExitStatus stopped() {
    complain("interrupted; nothing is written before all conversations were played");
    return status_of_interrupt();
}

ExitStatus play_again(const ReenactRequest& request, const Policy& policy, Read& read,
                      std::optional<FileFolder>& folder, FileSink* summary, FileSink* lines) {
    const Result<Duration> shift = shift_of(request, read, policy.zone);
    if (!shift) return give_up(shift.error());
    const RecordedPaths paths =
        measure_paths(read.conversations, policy.inside ? &*policy.inside : nullptr);
    lengthen_pauses(read.conversations, paths);
    ReenactOptions options;
    options.seed = request.seed;
    options.hash_key = draw_hash_key();
    options.room = request.room.room;
    options.shift = *shift;
    options.with_losses = request.with_losses;
    options.stop = [] { return interrupted(); };
    if (!has_time(read.conversations, options)) {
        return give_up(
            Error{.what = fmt::format("its conversations lie too near the end of time to "
                                      "be played: times reach from {} to {}; --at TIME "
                                      "moves them",
                                      earliest_time, latest_time),
                  .where = request.capture});
    }
    const Reenactment without = reenact(read.conversations, paths, options);
    options.policy = &policy;
    const Reenactment with = reenact(read.conversations, paths, options);
    if (interrupted()) return stopped();
    const ReenactResult result{.recorded = read.conversations,
                               .without_wall = without.conversations,
                               .with_wall = with.conversations,
                               .paths = &paths,
                               .limits_without_wall = without.limits,
                               .limits_with_wall = with.limits,
                               .packets_left_out = read.left_out};
    if (folder) {
        write_conversations(result, *lines);
        folder->write_out();  // the summary comes last: it says what became of the others
        const ReenactFacts facts{.version = std::string(version),
                                 .capture = request.capture,
                                 .xxh3_128 = read.facts.xxh3_128,
                                 .policy = policy.name,
                                 .seed = request.seed,
                                 .at = request.at.value_or(""),
                                 .with_losses = request.with_losses,
                                 .settings = request.settings,
                                 .room = request.room.given,
                                 .files_end_early = folder->ended_early()};
        summary->write(reenact_summary_json(result, facts));
    }
    return finish(request, read, result, policy.name, folder);
}

ExitStatus reenact_capture(const ReenactRequest& request) {
    InputFiles inputs;
    const auto loaded = load_policy_argument(request.policy, request.settings, NotedFiles(inputs));
    if (!loaded) return ExitStatus::unusable;
    if (!request.quiet) tell_doubts(*loaded);
    Result<Read> read = read_capture(request);
    if (!read) return give_up_reading(read.error());
    std::optional<FileFolder> folder;
    FileSink* summary = nullptr;
    FileSink* lines = nullptr;
    if (request.out) {
        inputs.add(request.capture);
        Result<FileFolder> created = FileFolder::create(*request.out, inputs, file_names);
        if (!created) return give_up(created.error());
        folder.emplace(std::move(*created));
        const Result<FileSink*> first = folder->add_text(file_names[0]);
        if (!first) return give_up(first.error());
        const Result<FileSink*> second = folder->add_text(file_names[1]);
        if (!second) return give_up(second.error());
        summary = *first;
        lines = *second;
    }
    if (interrupted()) return stopped();
    return play_again(request, loaded->policy, *read, folder, summary, lines);
}

}  // namespace

ExitStatus run_reenact(const Words& words) {
    const Usage usage = reenact_usage();
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const Result<ReenactRequest> request = read_request(**arguments);
    return request ? reenact_capture(*request) : give_up(request.error());
}

}  // namespace cordon

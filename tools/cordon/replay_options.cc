#include "tools/cordon/replay_options.hh"

#include <fmt/core.h>

#include "tools/cordon/time_argument.hh"

namespace cordon {
namespace {

Result<std::optional<Time>> time_of(const char* option, const std::optional<std::string>& text,
                                    ZoneOffset zone) {
    if (!text) return std::nullopt;
    const Result<Time> at = time_argument(option, *text, zone);
    if (!at) return fail(at.error());
    return *at;
}

Result<void> check_threads(const Arguments& arguments) {
    const Result<std::optional<std::uint64_t>> threads = arguments.number("threads");
    if (!threads) return fail(threads.error());
    if (threads->value_or(1) == 1) return {};
    return fail("--threads: only 1 can be used in this version");
}

Result<void> check_together(const ReplayOptions& options, const std::string& command,
                            bool files_named) {
    if (options.captures.empty()) {
        return fail(fmt::format("no capture is named; see `cordon {} --help`", command));
    }
    if (options.policy.empty()) {
        return fail(
            "--policy is missing: a policy file or a ready wall (`cordon walls` lists "
            "them)");
    }
    if (!options.out && files_named) return fail("--write needs --out DIR");
    if (!options.out && options.packet_events) return fail("--packet-events needs --out DIR");
    if (options.packet_events && !options.files.events) {
        return fail("--packet-events needs `events` among --write");
    }
    return {};
}

}  // namespace

Usage replay_usage() {
    Usage usage{
        .command = "replay",
        .synopsis = "cordon replay CAPTURE... --policy P [--out DIR] [options]",
        .about =
            "Sends the packets of one or several captures through a wall and says what became of\n"
            "them. The loop is open: the recorded endpoints cannot react. CAPTURE is pcap or\n"
            "pcapng, also as .gz or .zst; `-` is stdin. Several are merged by time.\n"
            "\n"
            "DIR is made where it is missing; in an existing one, files of the same names are\n"
            "replaced, each only when its successor is whole. Interrupted runs leave NAME.partial.",
        .examples =
            "  cordon replay pcaps/phone-2017.pcap --policy whatsapp-media-name\n"
            "  cordon replay day.pcapng.gz --policy my-wall.yaml --out out/day\n"
            "  cordon replay day.pcap --policy whatsapp-blackout --at 2017-09-25 --limit 10000\n"
            "  cordon replay big.pcap --policy my-wall.yaml --out out/big --write summary\n",
        .options = {{"policy,p", "P", "a policy file, or the name of a ready wall"},
                    {"out,o", "DIR", "folder of the files; else a table"},
                    {"write", "LIST", "of passed,removed,events,summary; all unless said"},
                    {"set", "RULE.SETTING=VALUE",
                     "changes a setting of the policy; may be repeated", Option::Takes::words},
                    {"at", "TIME", "moves the first packet, and with it all, to that time"},
                    {"from", "TIME", "only packets from then on (after --at has moved them)"},
                    {"to", "TIME", "only packets before then"},
                    {"limit", "N", "only the first N of these packets"},
                    {"filter", "BPF", "only packets that a capture filter takes (as in tcpdump)"},
                    {"seed", "N", "of all draws; 1 unless said"},
                    {"threads", "N", "only 1 in this version"},
                    {"sha256", "", "also hash the captures with SHA-256 (slow)",
                     Option::Takes::nothing},
                    {"packet-events", "", "a drop event for each packet, not one a flow and rule",
                     Option::Takes::nothing},
                    {"quiet,q", "", "no progress, and no table when files are written",
                     Option::Takes::nothing}},
        .positional = "capture"};
    add_room_options(usage);
    return usage;
}

Result<ReplayOptions> read_replay_options(const Arguments& arguments, const std::string& command) {
    ReplayOptions options;
    options.captures = arguments.words("capture");
    options.policy = arguments.text("policy").value_or("");
    options.settings = arguments.words("set");
    options.out = arguments.text("out");
    options.at = arguments.text("at");
    options.from = arguments.text("from");
    options.to = arguments.text("to");
    options.filter = arguments.text("filter").value_or("");
    options.sha256 = arguments.has("sha256");
    options.packet_events = arguments.has("packet-events");
    options.quiet = arguments.has("quiet");

    const std::optional<std::string> files = arguments.text("write");
    if (files) {
        const Result<WantedFiles> wanted = WantedFiles::parse(*files);
        if (!wanted) return fail(wanted.error());
        options.files = *wanted;
    }
    const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
    if (!limit) return fail(limit.error());
    options.limit = *limit;
    const Result<std::optional<std::uint64_t>> seed = arguments.number("seed");
    if (!seed) return fail(seed.error());
    options.seed = seed->value_or(options.seed);
    const Result<RoomOptions> room = read_room_options(arguments);
    if (!room) return fail(room.error());
    options.room = *room;
    if (Result<void> threads = check_threads(arguments); !threads) return fail(threads.error());
    if (Result<void> fits = check_together(options, command, files.has_value()); !fits) {
        return fail(fits.error());
    }
    return options;
}

Result<Selection::Options> selection_of(const ReplayOptions& options, ZoneOffset zone) {
    const auto at = time_of("at", options.at, zone);
    if (!at) return fail(at.error());
    const auto from = time_of("from", options.from, zone);
    if (!from) return fail(from.error());
    const auto to = time_of("to", options.to, zone);
    if (!to) return fail(to.error());
    if (*from && *to && **to <= **from) return fail("--to lies before --from: nothing is left");
    return Selection::Options{.at = *at, .from = *from, .to = *to, .limit = options.limit};
}

}  // namespace cordon

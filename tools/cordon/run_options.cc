#include "tools/cordon/run_options.hh"

#include <fmt/core.h>

#include "sim/policy/file/words.hh"
#include "tools/cordon/cases.hh"

namespace cordon {
namespace {

constexpr std::uint64_t most_threads = 1024;

Result<unsigned> threads_of(const Arguments& arguments) {
    const Result<std::optional<std::uint64_t>> threads = arguments.number("threads");
    if (!threads) return fail(threads.error());
    const std::uint64_t count = threads->value_or(1);
    if (count >= 1 && count <= most_threads) return static_cast<unsigned>(count);
    return fail(fmt::format("--threads takes 1 to {}, not {}", most_threads, count));
}

Result<TableSize> size_of(const Arguments& arguments) {
    const std::string named = arguments.text("size").value_or("small");
    if (named == "small") return TableSize::small;
    if (named == "full") return TableSize::full;
    return fail("--size is small or full, not " + in_quotes(named));
}

}  // namespace

Usage run_usage() {
    Usage usage{
        .command = "run",
        .synopsis = "cordon run CASE [--policy P]... [--baseline] [--out DIR] [options]",
        .about =
            "Plays a case with simulated phones and servers, which react: they retry, fall back,\n"
            "give up. Shows what share of tries succeeded, function by date, for each place. CASE\n"
            "is the name of a case (`cordon walls` lists them), its folder, or a scenario.yaml.\n"
            "\n"
            "A case with reports (observations.yaml) goes on: it sets its candidate walls beside\n"
            "them and ends in a table, a ranking with its checks, and one sentence. For that each\n"
            "setting of the dials is simulated; what was simulated is kept for the next run.\n"
            "\n"
            "DIR is made where it is missing; in an existing one, files of the same names are\n"
            "replaced, each only when its successor is whole. Interrupted runs leave NAME.partial.",
        .examples =
            "  cordon run adblock-2019\n"
            "  cordon run adblock-2019 --baseline --out out/adblock\n"
            "  cordon run adblock-2019 --policy whatsapp-media-name --policy whatsapp-blackout\n"
            "  cordon run whatsapp-2017 --size small --threads 2 --out out/2017\n"
            "  cordon run my-case/ --capture beijing/mobile/1 --out out/mine --threads 2\n",
        .options = {{"policy,p", "P",
                     "another wall for the same phones, a file or a ready wall; may be repeated",
                     Option::Takes::words},
                    {"set", "RULE.SETTING=VALUE",
                     "changes a setting of every wall; may be repeated", Option::Takes::words},
                    {"baseline", "", "also without a wall: what of it the network itself does",
                     Option::Takes::nothing},
                    {"out,o", "DIR", "folder of the files; else a table"},
                    {"seed", "N", "of all draws; that of the case unless said"},
                    {"size", "SIZE",
                     "of a case with reports: small (3 days of each wave, 30 tries or more of each "
                     "function over each road, for each setting of the dials), which is the usual, "
                     "or full (18 days, 200 tries or more: five times as long)"},
                    {"cache", "DIR",
                     "keeps what was simulated there, or nowhere (none); in $XDG_CACHE_HOME/cordon "
                     "or ~/.cache/cordon unless said"},
                    {"threads", "N", "plays so many days and places at once; 1 unless said"},
                    {"capture", "PHONE",
                     "also writes what passed the wall from and to one phone, such as "
                     "beijing/mobile/1, under the first wall"},
                    {"quiet,q", "", "no progress, and no table when files are written",
                     Option::Takes::nothing}},
        .positional = "case",
        .most_positional = 1};
    add_room_options(usage);
    return usage;
}

Result<RunOptions> read_run_options(const Arguments& arguments) {
    RunOptions options;
    const std::vector<std::string> named = arguments.words("case");
    if (named.empty()) return fail("no case is named; see `cordon run --help`");
    Result<std::string> file = find_case(named.front());
    if (!file) return fail(file.error());
    options.named = named.front();
    options.scenario = std::move(*file);
    options.policies = arguments.words("policy");
    options.settings = arguments.words("set");
    options.out = arguments.text("out");
    options.phone = arguments.text("capture");
    options.baseline = arguments.has("baseline");
    options.quiet = arguments.has("quiet");
    const Result<std::optional<std::uint64_t>> seed = arguments.number("seed");
    if (!seed) return fail(seed.error());
    options.seed = *seed;
    const Result<unsigned> threads = threads_of(arguments);
    if (!threads) return fail(threads.error());
    options.threads = *threads;
    const Result<RoomOptions> room = read_room_options(arguments);
    if (!room) return fail(room.error());
    options.room = *room;
    const Result<TableSize> size = size_of(arguments);
    if (!size) return fail(size.error());
    options.size = *size;
    options.size_is_given = arguments.has("size");
    options.cache = arguments.text("cache");
    if (options.phone && !options.out) return fail("--capture needs --out DIR");
    return options;
}

}  // namespace cordon

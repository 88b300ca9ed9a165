#include <fmt/core.h>

#include <array>
#include <memory>

#include "sim/capture/reader.hh"
#include "sim/engine.hh"
#include "sim/policy/file/words.hh"
#include "sim/report/eve_writer.hh"
#include "sim/report/inspect_table.hh"
#include "sim/report/table.hh"
#include "sim/scenario/limits.hh"
#include "tools/cordon/arguments.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ending.hh"
#include "tools/cordon/flow_listing.hh"
#include "tools/cordon/hash_key.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/room_options.hh"
#include "tools/cordon/selection.hh"

namespace cordon {
namespace {

constexpr std::array<std::string_view, 3> format_words{"table", "jsonl", "csv"};

Usage inspect_usage() {
    Usage usage{
        .command = "inspect",
        .synopsis = "cordon inspect CAPTURE... [options]",
        .about =
            "Shows what a wall can see of each flow in a capture: its ends, what it "
            "is for and why\nthat is known, how much went each way, and the names in "
            "it. Flows are listed as they\nend. With --format jsonl each line is the "
            "`flow` event that `cordon replay` writes.",
        .examples =
            "  cordon inspect pcaps/photo-sent.pcap\n"
            "  cordon inspect day.pcapng --filter 'tcp port 443' --format csv\n"
            "  cordon inspect day.pcapng --format jsonl | jq .cordon.names\n",
        .options = {{"format", "F", "table (unless said), jsonl or csv"},
                    {"limit", "N", "only the first N packets"},
                    {"filter", "BPF", "only packets that a capture filter takes (as in tcpdump)"}},
        .positional = "capture"};
    add_room_options(usage, RoomOf::reading);
    return usage;
}

std::unique_ptr<FlowListing> listing_of(std::string_view format, TextSink& sink) {
    if (format == "table") return std::make_unique<ListingAs<InspectTable>>(sink);
    if (format == "csv") return std::make_unique<ListingAs<InspectCsv>>(sink);
    if (format == "jsonl") return std::make_unique<ListingAs<EveWriter>>(sink);
    return nullptr;
}

Result<void> feed(CaptureReader& reader, Selection& selection, Engine& engine, Emit& out) {
    while (!selection.finished() && !interrupted()) {
        const Result<std::span<const Arrival>> batch = reader.next();
        if (!batch) return fail(batch.error());
        if (batch->empty()) break;
        engine.on_arrivals(selection.choose(*batch), out);
    }
    engine.finish(out);
    return {};
}

ExitStatus how_it_ended(const CaptureReader& reader, const Selection& selection,
                        const Engine& engine) {
    if (!interrupted()) return tell_how_it_ended(reader, limits_of(engine));
    complain(fmt::format("interrupted; what is listed is what the first {} packets show",
                         grouped(selection.chosen())));
    return status_of_interrupt();
}

ExitStatus inspect(const Arguments& arguments) {
    const std::vector<std::string> captures = arguments.words("capture");
    if (captures.empty()) {
        complain("no capture is named; see `cordon inspect --help`");
        return ExitStatus::unusable;
    }
    const std::string format = arguments.text("format").value_or("table");
    StandardOutput sink;
    const std::unique_ptr<FlowListing> listing = listing_of(format, sink);
    if (listing == nullptr) {
        complain(fmt::format("--format takes {}, not {}{}", one_of(format_words), in_quotes(format),
                             did_you_mean(format, format_words)));
        return ExitStatus::unusable;
    }
    const auto limit = arguments.number("limit");
    if (!limit) return give_up(limit.error());
    const Result<RoomOptions> room = read_room_options(arguments);
    if (!room) return give_up(room.error());
    auto reader =
        open_captures(captures, {.filter = arguments.text("filter").value_or(""), .sha256 = false});
    if (!reader) return give_up_reading(reader.error());

    const Policy nothing;
    Engine::Options options;
    options.tell_protocols = true;
    options.room = room->room;
    options.hash_key = draw_hash_key();
    Engine engine(nothing, options);
    Selection selection({.limit = *limit});
    listing->write_head();
    if (Result<void> fed = feed(**reader, selection, engine, *listing); !fed) {
        return give_up_reading(fed.error());
    }
    return how_it_ended(**reader, selection, engine);
}

}  // namespace

ExitStatus run_inspect(const Words& words) {
    Usage usage = inspect_usage();
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    return *arguments ? inspect(**arguments) : ExitStatus::done;
}

}  // namespace cordon

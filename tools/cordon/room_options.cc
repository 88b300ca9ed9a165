#include "tools/cordon/room_options.hh"

#include <fmt/core.h>

#include <array>

#include "sim/flow/flow_key.hh"
#include "sim/policy/file/quantity.hh"
#include "sim/policy/file/words.hh"
#include "sim/report/table.hh"

namespace cordon {
namespace {

/// An option, the table that it bounds, and the least that it takes: an equal part for each shard
/// where the table is split, so that there is room for something in each.
struct RoomOption {
    const char* name;
    std::uint64_t WallRoom::*bounds;
    Quantity quantity;
    std::uint64_t least;
    bool of_reading;
    const char* about;
};

constexpr std::uint64_t one_a_shard = shard_count;
constexpr std::array room_options{
    RoomOption{"most-flows", &WallRoom::flows, Quantity::count, one_a_shard, true,
               "flows that the wall remembers at a time; one beyond them ends the one nearest its "
               "end"},
    RoomOption{"head-memory", &WallRoom::head_bytes, Quantity::size, one_a_shard, true,
               "for beginnings of streams that are not read yet; one beyond it is given up"},
    RoomOption{"held-memory", &WallRoom::held_bytes, Quantity::size, 1, false,
               "for packets that wait in the wall; one beyond it is removed"},
    RoomOption{"most-residuals", &WallRoom::residuals, Quantity::count, one_a_shard, false,
               "residual blocks at a time; one beyond them is not remembered"},
    RoomOption{"most-buckets", &WallRoom::buckets, Quantity::count, 1, false,
               "token buckets of addresses, for each throttle; one beyond them replaces the one "
               "longest unused"}};

std::string usual(const RoomOption& option) {
    const std::uint64_t value = WallRoom{}.*option.bounds;
    if (option.quantity == Quantity::count) return grouped(value);
    return fmt::format("{} MiB", value >> 20U);
}

Result<std::uint64_t> value_of(const RoomOption& option, const std::string& text) {
    const auto parsed = parse_quantity(text, option.quantity);
    if (!parsed) return fail(fmt::format("--{}: {}", option.name, parsed.error()));
    const auto value = static_cast<std::uint64_t>(*parsed);
    if (value >= option.least) return value;
    return fail(
        fmt::format("--{} takes {} or more, not {}", option.name, option.least, in_quotes(text)));
}

}  // namespace

void add_room_options(Usage& usage, RoomOf which) {
    for (const RoomOption& option : room_options) {
        if (which == RoomOf::reading && !option.of_reading) continue;
        usage.options.push_back(
            {.names = option.name,
             .value = option.quantity == Quantity::count ? "N" : "SIZE",
             .about = fmt::format("{} ({} unless said)", option.about, usual(option))});
    }
}

Result<RoomOptions> read_room_options(const Arguments& arguments) {
    RoomOptions options;
    for (const RoomOption& option : room_options) {
        const auto text = arguments.text(option.name);
        if (!text) continue;
        const Result<std::uint64_t> value = value_of(option, *text);
        if (!value) return fail(value.error());
        options.room.*option.bounds = *value;
        options.given.emplace_back(option.name, *text);
    }
    return options;
}

}  // namespace cordon

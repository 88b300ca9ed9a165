#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/time.hh"
#include "sim/report/eve_writer.hh"
#include "sim/report/tally.hh"
#include "sim/report/wall_limits.hh"

namespace cordon {

/// One input file, as the summary names it.
struct InputSummary {
    std::string path;  // as given
    std::uint64_t file_bytes = 0;
    std::uint64_t packets = 0;
    std::uint64_t packets_cut = 0;
    std::uint64_t blocks_not_copied = 0;
    std::uint64_t times_out_of_range = 0;
    std::optional<Time> first_time{}, last_time{};
    std::optional<std::string> ended_early{};
    std::string xxh3_128{};
    std::string sha256{};  // empty when not asked for
};

/// How far packets could be read.
struct ReadingCounts {
    std::uint64_t to_the_payload = 0;
    std::uint64_t capture_too_short = 0;
    std::uint64_t malformed = 0;
    std::uint64_t unsupported = 0;
    std::uint64_t later_fragments = 0;
    std::uint64_t first_fragments = 0;   // counted beside the others
    std::uint64_t outside_any_flow = 0;  // no IP header could be read
};

/// All that one replay says of itself. Names no output path, thread count, host or elapsed time, so
/// that the same inputs, seed and build give the same bytes.
struct Summary {
    std::string version;
    std::string policy;
    std::string position;
    std::uint64_t seed = 0;
    std::vector<std::string> settings;                           // --set, as given
    std::vector<std::pair<std::string, std::string>> selection;  // at, from, to, limit, filter
    std::vector<std::pair<std::string, std::string>> room{};     // --most-flows and so on
    std::vector<InputSummary> inputs;
    RuleNames rules;
    const Tally* tally = nullptr;  // borrowed
    WallLimits limits;
    ReadingCounts reading;
    std::optional<std::string> ended_early{};    // why the run ended before its input did
    std::vector<std::string> files_end_early{};  // `NAME: WHY` of each that could not be written
};

/// What an open loop can and cannot tell, with the number of packets that would not have existed.
[[nodiscard]] std::string open_loop_note(const Tally& tally);

/// summary.json: two spaces an indent, members in a fixed order, integers only.
[[nodiscard]] std::string summary_json(const Summary& summary);

/// The table on the terminal; plain text, ends in a newline.
[[nodiscard]] std::string summary_table(const Summary& summary);

}  // namespace cordon

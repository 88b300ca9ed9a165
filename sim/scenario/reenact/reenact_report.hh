#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/text_sink.hh"
#include "sim/scenario/reenact/reenactment.hh"

namespace cordon {

/// A recording as it was, without a wall, and behind one. Entries of the three belong together.
struct ReenactResult {
    std::span<const Conversation> recorded;
    std::span<const Reenacted> without_wall;
    std::span<const Reenacted> with_wall;
    const RecordedPaths* paths = nullptr;
    LimitsReached limits_without_wall{}, limits_with_wall{};
    std::uint64_t packets_left_out = 0;  // of the recording: they belong to no conversation
};

/// What summary.json says of a run beside its results.
struct ReenactFacts {
    std::string version;
    std::string capture;   // as given
    std::string xxh3_128;  // of its file
    std::string policy;    // its name
    std::uint64_t seed = 1;
    std::string at;  // --at, empty when not given
    bool with_losses = false;
    std::vector<std::string> settings;
    std::vector<std::pair<std::string, std::string>> room{};  // --most-flows and so on, as given
    std::vector<std::string> files_end_early{};  // `NAME: WHY` of each that could not be written
};

/// Segments that were skipped because they lie too far ahead to be of their streams.
[[nodiscard]] std::uint64_t segments_too_far(std::span<const Conversation> recorded);

/// Why a conversation was not played; empty when it was.
[[nodiscard]] std::string why_not_played(const Conversation& said, bool on_one_side);

/// One row a conversation that was played, for people; then how many were not, and why. At most
/// `most_rows` rows: those that the wall changed come first.
[[nodiscard]] std::string reenact_table(const ReenactResult& result, std::size_t most_rows);

/// summary.json: policies/schema/reenact.schema.json.
[[nodiscard]] std::string reenact_summary_json(const ReenactResult& result,
                                               const ReenactFacts& facts);

/// conversations.jsonl: one a line, in the order in which they began.
void write_conversations(const ReenactResult& result, TextSink& out);

}  // namespace cordon

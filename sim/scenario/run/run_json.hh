#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/report/text_sink.hh"
#include "sim/scenario/run/matrix.hh"

namespace cordon {

/// What summary.json says of a run beside its results.
struct RunFacts {
    std::string version;
    std::string scenario_file;              // as given
    std::vector<std::string> policy_files;  // one a wall, as given; empty for none
    std::string captured_phone;             // empty: none
    std::vector<std::pair<std::string, std::string>> room{};  // --most-flows and so on, as given
    std::string ended_early{};                   // why not all was played; empty when it was
    std::vector<std::string> files_end_early{};  // `NAME: WHY` of each that could not be written
};

/// summary.json of a run: policies/schema/run.schema.json.
[[nodiscard]] std::string run_summary_json(const PlayedRun& run,
                                           const std::vector<MatrixRow>& matrix,
                                           const RunFacts& facts);

/// outcomes.jsonl: one try a line, cell by cell.
void write_outcomes(const PlayedRun& run, TextSink& out);

}  // namespace cordon

#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reckoning/response_file.hh"
#include "sim/scenario/tables/make_tables.hh"

namespace cordon {

/// One table that is wanted: what is to be simulated for it, and under which key it is kept.
struct TableJob {
    std::string key;  // 32 hex digits over all that it is made of
    std::vector<std::string> probes;
    ResponseTable table;          // to be filled
    std::vector<Crossing> plays;  // all that differ in what is simulated
    std::vector<std::size_t> of;  // by crossing of the table: which of the plays stands for it
    bool is_filled = false;
    std::size_t left = 0;  // plays that are still to be simulated

    /// Takes a table that was kept, if it is the same one.
    void take(const std::string& text);
    /// Sets what a play came to. Requires: a count for each probe.
    void set(std::size_t play, const std::vector<TryCount>& counts);
    /// The text to be kept. Requires: all plays are set.
    [[nodiscard]] std::string text() const;
};

/// `probes`: those that reports of the wave ask for.
[[nodiscard]] TableJob job_of(const TableInput& input, const Wave& wave,
                              const std::vector<std::string>& probes);
/// The table of no wall at all: one crossing.
[[nodiscard]] TableJob job_without_wall(const std::string& made_of,
                                        const std::vector<std::string>& probes);

}  // namespace cordon

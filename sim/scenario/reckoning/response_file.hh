#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/reckoning/response_table.hh"

namespace cordon {

/// A dose-response table as it is kept on disk, so that it need not be simulated again.
struct KeptTable {
    std::string key;  // what the table was made of; a table of another key is none
    std::vector<std::string> probes;
    ResponseTable table;
};

/// Lines of text: `cordon-table 2`, the key, then `axis NAME TURNS` (evenly from 0 to 1) for each
/// axis, and `probe NAME` with `HALF/SUCCESSES/DOUBLE/TRIES` for each crossing: successes within
/// half, all and twice of the patience. Requires: axes with evenly
/// spread turns, two or more; no line ends in names.
[[nodiscard]] std::string kept_text(const KeptTable& kept);

/// The table that a text holds. None when it is not whole, not ours, or of another key: it is then
/// made anew.
[[nodiscard]] std::optional<KeptTable> read_kept(std::string_view text, std::string_view key);

}  // namespace cordon

#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sim/policy/file/load.hh"
#include "sim/scenario/candidate/candidate.hh"
#include "sim/scenario/observations/observation.hh"

namespace cordon {

/// A candidate that can be set beside reports, and its policy with the dials as it states them.
struct LoadedCandidate {
    Candidate candidate;
    LoadedPolicy policy;
};

/// Reads a candidate: a policy with `dials`, `numbers`, `written-from` and `null-wall` beside its
/// rules. Beyond what is wrong with a policy these are errors:
/// - a number in a rule, a set or a phase, of its own files or those that it uses, that is neither
///   named under `numbers` with its source nor moved by a dial;
/// - a rule without a `source`: its only ground would be the rows that it makes agree; null walls
///   may state what is `assumed` instead;
/// - more than four dials in a wave, or a dial whose settings do not exist or refuse its range.
/// With `rows`, also an unknown id under `written-from`, an unknown wave, and a `source` that names
/// a row.
[[nodiscard]] tl::expected<LoadedCandidate, std::vector<Diagnostic>> load_candidate(
    const std::string& path, const Observations* rows = nullptr);

/// The same from memory.
[[nodiscard]] tl::expected<LoadedCandidate, std::vector<Diagnostic>> parse_candidate(
    std::string text, const std::string& file_name, const FileReader& files,
    const Observations* rows = nullptr);

/// Whether a policy's text has dials, and is to be read as a candidate.
[[nodiscard]] bool is_candidate(const std::string& path);

/// The most dials that may be turned in one wave.
inline constexpr std::size_t most_dials = 4;

}  // namespace cordon

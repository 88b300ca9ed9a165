#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/policy/file/findings.hh"
#include "sim/policy/file/node_reader.hh"
#include "sim/policy/file/policy_file.hh"
#include "sim/scenario/candidate/file/load_candidate.hh"

namespace cordon {

/// Where a dial is named, and whether nothing was wrong with it where it was read.
struct ReadDial {
    SourcePlace at;
    bool is_sound = false;
};

/// A candidate while it is read, and what was found wrong with it.
struct CandidateDraft {
    Candidate candidate;
    std::map<std::string, SourcePlace, std::less<>> numbers;  // paths that have a source
    std::vector<ReadDial> dials;                              // beside those of the candidate
    const Observations* rows = nullptr;                       // may be null
    Findings findings;
};

/// A number that a file states, by the path that `--set` would use; of phases `phases.NAME`.
struct StatedNumber {
    std::string path;
    SourcePlace at;
};

// Each reads or checks one part and tells what is wrong with it.
void read_dials(const YamlNode& root, CandidateDraft& draft);
void read_numbers(const YamlNode& root, CandidateDraft& draft);
void read_written_from(const YamlNode& root, CandidateDraft& draft);
void check_numbers(const PolicyFiles& files, CandidateDraft& draft);
void check_grounds(const PolicyFiles& files, CandidateDraft& draft);

/// All numbers of a file's rules, sets and phases, in their order.
[[nodiscard]] std::vector<StatedNumber> stated_numbers(const YamlNode& root);

/// Whether `path` is `prefix`, or lies below it at a dot.
[[nodiscard]] bool lies_below(std::string_view path, std::string_view prefix);

}  // namespace cordon

#pragma once

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/file_reader.hh"
#include "sim/policy/file/policy_file.hh"

namespace cordon {

/// Reads the `let` of all files into the draft: sets of one kind each, with the members of their
/// `file:`, and places. Pools come last, since they are made from other sets.
void read_lets(const PolicyFiles& files, const FileReader& reader, Draft& draft);

}  // namespace cordon

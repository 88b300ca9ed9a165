#pragma once

#include "sim/policy/file/draft.hh"
#include "sim/policy/file/policy_file.hh"

namespace cordon {

/// Reads what stands at the top of the files: name, about, position, zone, inside. What a used file
/// states of these must not contradict what an earlier one states; the first file's name stands.
void read_headers(const PolicyFiles& files, Draft& draft);

}  // namespace cordon

#pragma once

#include "sim/policy/file/draft.hh"

namespace cordon {

/// Looks over a policy without errors for what is probably not meant, and says it as warnings: a
/// rule that an earlier one shadows, an act that an on-path wall cannot take, a rule without
/// grounds (DESIGN.md section 4), a rule without a condition or with one that contradicts itself.
/// Notes tell what its rules cost. Names that no host has and rules that are on at no time are
/// told where they are read.
void check(Draft& draft);

}  // namespace cordon

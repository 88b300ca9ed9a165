#pragma once

#include <cstddef>
#include <vector>

#include "sim/policy/policy.hh"

namespace cordon {

/// A rule that never decides, because an earlier one always does in its place.
struct Shadow {
    std::size_t hidden = 0;  // into Policy::rules
    std::size_t by = 0;
};

/// Finds rules that an earlier one shadows: one that is on whenever they are, does more than note,
/// and whose condition follows from theirs. Judged by the form of the conditions, so that some are
/// missed and none is accused wrongly; the work is bounded, and very long policies are looked at in
/// part.
[[nodiscard]] std::vector<Shadow> find_shadows(const Policy& policy);

}  // namespace cordon

#pragma once

#include <string>

#include "sim/scenario/telling/told.hh"

namespace cordon {

/// What may be said at the end, and no more: whether these reports single out one of these
/// candidates, or which they cannot tell apart. Ends with a full stop.
[[nodiscard]] std::string closing_sentence(const Told& told);

}  // namespace cordon

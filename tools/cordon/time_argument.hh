#pragma once

#include <string>

#include "sim/core/calendar.hh"
#include "sim/core/result.hh"

namespace cordon {

/// The time that an option was given; without an offset it is in `zone`. The error says whether the
/// text is no time, or one out of range.
[[nodiscard]] Result<Time> time_argument(const std::string& option, const std::string& text,
                                         ZoneOffset zone);

}  // namespace cordon

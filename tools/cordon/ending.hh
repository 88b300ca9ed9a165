#pragma once

#include "sim/capture/reader.hh"
#include "sim/report/wall_limits.hh"
#include "tools/cordon/exit_status.hh"

namespace cordon {

/// Says on stderr which limits of the wall were hit, and gives the status of a run that hit them.
[[nodiscard]] ExitStatus tell_limits(const WallLimits& limits);

/// The same for a run on captures, which may also have ended early.
[[nodiscard]] ExitStatus tell_how_it_ended(const CaptureReader& reader, const WallLimits& limits);

}  // namespace cordon

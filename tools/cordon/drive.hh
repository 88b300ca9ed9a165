#pragma once

#include "sim/capture/reader.hh"
#include "sim/engine.hh"
#include "tools/cordon/output_folder.hh"
#include "tools/cordon/progress_line.hh"
#include "tools/cordon/replay_output.hh"
#include "tools/cordon/selection.hh"

namespace cordon {

/// How reading a capture ended, when no error ended it.
enum class Drove : std::uint8_t { to_the_end, to_the_limit, interrupted };

/// Hands the chosen packets of a capture to the engine, batch by batch, until the capture ends, the
/// limit is reached, SIGINT or SIGTERM comes, or a write fails. The caller calls Engine::finish().
[[nodiscard]] Result<Drove> drive(CaptureReader& reader, Selection& selection, Engine& engine,
                                  ReplayOutput& output, const OutputFolder* folder,
                                  ProgressLine& progress);

}  // namespace cordon

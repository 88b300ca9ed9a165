#pragma once

#include "tools/cordon/exit_status.hh"

namespace cordon {

/// Sets up what the program does with signals: SIGINT and SIGTERM ask it to finish what it wrote (a
/// second one ends it at once), and a file that grows past its limit is an error of that write, not
/// the end.
void prepare_signals();

/// SIGINT or SIGTERM has come. From then on stdin reads as ended.
[[nodiscard]] bool interrupted();
/// What the program ends with then. Requires: interrupted().
[[nodiscard]] ExitStatus status_of_interrupt();

}  // namespace cordon

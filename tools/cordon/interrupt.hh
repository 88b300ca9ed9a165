#pragma once

namespace cordon {

/// Sets up what the program does with signals: SIGINT asks it to finish what it wrote (a second one
/// ends it at once), and a file that grows past its limit is an error of that write, not the end.
void prepare_signals();

/// SIGINT has come. From then on stdin reads as ended.
[[nodiscard]] bool interrupted();

}  // namespace cordon

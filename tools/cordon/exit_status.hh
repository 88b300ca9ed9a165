#pragma once

namespace cordon {

/// What the program's exit status says (DESIGN.md section 5).
enum class ExitStatus : int {
    done = 0,
    failed = 1,       // the run failed: a full disk, an I/O error
    unusable = 2,     // arguments or input cannot be used
    ended_early = 3,  // done, but the input ended early or a limit was hit; what is written is good
    interrupted = 130,  // SIGINT
    terminated = 143,   // SIGTERM
};

}  // namespace cordon

#pragma once

#include <string_view>

#include "sim/core/result.hh"
#include "sim/report/text_sink.hh"
#include "tools/cordon/exit_status.hh"

namespace cordon {

/// Sees to it that stdin, stdout and stderr are open, so that no file of ours can get the number of
/// a closed one and be written to as that. What was closed still cannot be read or written.
void hold_standard_streams();

/// Writes to stderr, as it is. What cannot be written is lost: a message changes neither the course
/// of a run nor how it ends.
void say(std::string_view text);

/// Says on stderr what went wrong: `cordon: WHERE: WHAT`. What strangers wrote is made fit for a
/// terminal.
void complain(const Error& error);
void complain(std::string_view what);
/// Something worth knowing that stops nothing: `cordon: note: WHAT`.
void remark(std::string_view what);

/// The exit status that an error asks for.
[[nodiscard]] ExitStatus status_of(const Error& error);
/// Complains, and gives the status.
[[nodiscard]] ExitStatus give_up(const Error& error);
/// The same for an input that cannot be read; but once interrupted() stdin reads as ended, and that
/// is not the fault of the input.
[[nodiscard]] ExitStatus give_up_reading(const Error& error);

/// stdout. Its failures (a full disk behind a redirection) come out at finish().
class StandardOutput final : public TextSink {
public:
    void write(std::string_view text) override;
    /// Flushes; false, with a complaint, when something could not be written.
    [[nodiscard]] static bool finish();
};

}  // namespace cordon

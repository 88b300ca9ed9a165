#pragma once

#include <memory>

#include "sim/capture/reader.hh"
#include "sim/engine.hh"
#include "sim/policy/policy.hh"
#include "sim/report/summary.hh"
#include "tools/cordon/drive.hh"
#include "tools/cordon/exit_status.hh"
#include "tools/cordon/replay_options.hh"

namespace cordon {

/// One replay, from the opened capture to the finished files.
class ReplayRun {
public:
    /// Borrows the options and the policy.
    ReplayRun(const ReplayOptions& options, const Policy& policy, const Selection::Options& choice,
              std::unique_ptr<CaptureReader> reader, std::optional<OutputFolder> folder);

    [[nodiscard]] ExitStatus run();

private:
    [[nodiscard]] ExitStatus finish(Result<Drove> drove);
    [[nodiscard]] ExitStatus keep_partial(ExitStatus status);
    [[nodiscard]] Summary summary() const;
    void warn_if_nothing_chosen(const Summary& summary) const;
    void warn_if_never_on() const;
    void print_table(const Summary& summary) const;
    /// Whether there are some.
    [[nodiscard]] bool tell_lost_times() const;

    const ReplayOptions* options_;
    const Policy* policy_;
    std::unique_ptr<CaptureReader> reader_;
    std::optional<OutputFolder> folder_;
    Selection selection_;
    RuleNames rules_;
    Tally tally_;
    ReplayOutput output_;
    Engine engine_;
    std::uint64_t times_lost_ = 0;  // counted before the files are closed
};

[[nodiscard]] std::vector<InputSummary> input_summaries(const CaptureReader& reader);

}  // namespace cordon

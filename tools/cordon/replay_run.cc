#include "tools/cordon/replay_run.hh"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "sim/core/calendar.hh"
#include "sim/policy/schedule.hh"
#include "sim/report/safe_text.hh"
#include "sim/report/table.hh"
#include "sim/scenario/limits.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ending.hh"
#include "tools/cordon/hash_key.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

RuleNames rule_names(const Policy& policy) {
    RuleNames names;
    for (const Rule& rule : policy.rules) names.push_back(rule.name);
    return names;
}

Engine::Options engine_options(const ReplayOptions& options, const OutputFolder* folder) {
    const bool events = folder != nullptr && options.files.events;
    Engine::Options engine;
    engine.seed = options.seed;
    engine.tell_protocols = events;
    engine.room = options.room.room;
    engine.hash_key = draw_hash_key();
    return engine;
}

ReplayOutput::Options output_options(const ReplayOptions& options, const Policy& policy,
                                     const Selection::Options& choice) {
    const bool injects = std::any_of(policy.rules.begin(), policy.rules.end(),
                                     [](const Rule& rule) { return may_inject(rule); });
    return {.packet_events = options.packet_events,
            .injects = injects,
            .before_1970 = choice.at && to_ns(*choice.at) < 0};
}

ReadingCounts reading_of(const Engine& engine) {
    const EngineCounts counts = engine.counts();
    const auto stopped = [&](Stop stop) { return counts.stopped[static_cast<std::size_t>(stop)]; };
    return {.to_the_payload = stopped(Stop::payload),
            .capture_too_short = stopped(Stop::capture_too_short),
            .malformed = stopped(Stop::malformed),
            .unsupported = stopped(Stop::unsupported),
            .later_fragments = stopped(Stop::later_fragment),
            .first_fragments = counts.first_fragments,
            .outside_any_flow = counts.outside_any_flow};
}

OutputFolder* pointer_to(std::optional<OutputFolder>& folder) {
    return folder ? &*folder : nullptr;
}

/// Why the run ended before its input did, when it did.
void tell_early_end(const Result<Drove>& drove, Summary& summary) {
    if (!drove) {
        const Error& error = drove.error();
        summary.ended_early = summary.files_end_early.empty() ? error.where + ": " + error.what
                                                              : "a file could not be written";
    } else if (*drove == Drove::interrupted) {
        summary.ended_early = "interrupted";
        // That stdin then ended in the middle of something is our doing.
        for (InputSummary& input : summary.inputs) {
            if (input.path == "-" && input.ended_early) input.ended_early = "interrupted";
        }
    }
}

}  // namespace

ReplayRun::ReplayRun(const ReplayOptions& options, const Policy& policy,
                     const Selection::Options& choice, std::unique_ptr<CaptureReader> reader,
                     std::optional<OutputFolder> folder)
    : options_(&options),
      policy_(&policy),
      reader_(std::move(reader)),
      folder_(std::move(folder)),
      selection_(choice),
      rules_(rule_names(policy)),
      tally_(policy.rules.size()),
      output_(rules_, tally_, pointer_to(folder_), output_options(options, policy, choice)),
      engine_(policy, engine_options(options, pointer_to(folder_))) {}

ExitStatus ReplayRun::run() {
    ProgressLine progress(options_->quiet ? ProgressLine::Show::no : ProgressLine::Show::yes);
    const Result<Drove> drove =
        drive(*reader_, selection_, engine_, output_, pointer_to(folder_), progress);
    engine_.finish(output_);
    progress.wipe();
    return finish(drove);
}

ExitStatus ReplayRun::finish(Result<Drove> drove) {
    Summary summary = this->summary();
    times_lost_ = output_.times_lost();
    if (folder_) {
        // The summary comes last: it says what became of the others.
        folder_->files().write_out();
        summary.files_end_early = folder_->files().ended_early();
        if (const auto written = folder_->files().status(); drove && !written) {
            drove = fail(written.error());
        }
        tell_early_end(drove, summary);
        folder_->write_summary(summary_json(summary));
    }
    if (!drove) {
        complain(drove.error());
        return keep_partial(status_of(drove.error()));
    }
    if (*drove == Drove::interrupted) {
        complain("interrupted");
        return keep_partial(status_of_interrupt());
    }
    if (folder_) {
        if (Result<void> whole = folder_->files().commit(); !whole) {
            complain(whole.error());
            return keep_partial(status_of(whole.error()));
        }
    }
    warn_if_nothing_chosen(summary);
    warn_if_never_on();
    print_table(summary);
    const ExitStatus status = tell_how_it_ended(*reader_, summary.limits);
    return tell_lost_times() ? ExitStatus::ended_early : status;
}

bool ReplayRun::tell_lost_times() const {
    if (times_lost_ == 0) return false;
    complain(
        fmt::format("{} times before 1970 are written to the captures as 1970-01-01: only an "
                    "--at that is itself before 1970 keeps such times",
                    grouped(times_lost_)));
    return true;
}

ExitStatus ReplayRun::keep_partial(ExitStatus status) {
    return folder_ ? cordon::keep_partial(folder_->files(), status) : status;
}

void ReplayRun::warn_if_nothing_chosen(const Summary& summary) const {
    if (selection_.first()) return;
    for (const InputSummary& input : summary.inputs) {
        if (!input.first_time) continue;
        remark(fmt::format("no packet was chosen of {}, which spans {} to {}",
                           safe_text(input.path), readable_time(*input.first_time),
                           readable_time(*input.last_time)));
    }
}

void ReplayRun::warn_if_never_on() const {
    if (policy_->rules.empty() || !selection_.first()) return;
    const Time first = *selection_.first();
    const Time last = *selection_.last();
    const bool some_rule =
        std::any_of(policy_->rules.begin(), policy_->rules.end(),
                    [&](const Rule& rule) { return is_ever_on(rule, *policy_, first, last); });
    if (some_rule) return;
    remark(
        fmt::format("no rule of this policy is on at any time of the capture ({} to {}); "
                    "--at TIME moves the capture",
                    readable_time(first), readable_time(last)));
}

void ReplayRun::print_table(const Summary& summary) const {
    if (!folder_) {
        StandardOutput().write(summary_table(summary));
        return;
    }
    remark_left_from_before(folder_->files());
    if (options_->quiet) return;
    StandardOutput out;
    out.write(summary_table(summary));
    out.write(fmt::format("\nWritten to {}:", safe_text(*options_->out)));
    for (const std::string& name : folder_->files().names()) out.write(" " + name);
    out.write("\n");
}

Summary ReplayRun::summary() const {
    Summary summary;
    summary.version = version;
    summary.policy = policy_->name;
    summary.position = policy_->position == Position::in_path ? "in-path" : "on-path";
    summary.seed = options_->seed;
    summary.settings = options_->settings;
    const auto put = [&](const char* name, const std::optional<std::string>& value) {
        if (value) summary.selection.emplace_back(name, *value);
    };
    put("at", options_->at);
    put("from", options_->from);
    put("to", options_->to);
    if (options_->limit) put("limit", std::to_string(*options_->limit));
    if (!options_->filter.empty()) put("filter", options_->filter);
    summary.room = options_->room.given;
    summary.inputs = input_summaries(*reader_);
    summary.rules = rules_;
    summary.tally = &tally_;
    summary.limits = limits_of(engine_);
    summary.reading = reading_of(engine_);
    return summary;
}

std::vector<InputSummary> input_summaries(const CaptureReader& reader) {
    std::vector<InputSummary> inputs;
    for (CaptureFacts facts : reader.facts()) {
        inputs.push_back({.path = std::move(facts.path),
                          .file_bytes = facts.file_bytes,
                          .packets = facts.packets,
                          .packets_cut = facts.packets_cut,
                          .blocks_not_copied = facts.blocks_not_copied,
                          .times_out_of_range = facts.times_out_of_range,
                          .first_time = facts.first_time,
                          .last_time = facts.last_time,
                          .ended_early = std::move(facts.ended_early),
                          .xxh3_128 = std::move(facts.xxh3_128),
                          .sha256 = std::move(facts.sha256)});
    }
    return inputs;
}

}  // namespace cordon

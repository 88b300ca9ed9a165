#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/policy/file/words.hh"
#include "sim/report/safe_text.hh"
#include "sim/scenario/run/play.hh"
#include "sim/scenario/run/run_json.hh"
#include "sim/scenario/run/run_table.hh"
#include "tools/cordon/cases.hh"
#include "tools/cordon/command.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/ending.hh"
#include "tools/cordon/file_folder.hh"
#include "tools/cordon/interrupt.hh"
#include "tools/cordon/progress_line.hh"
#include "tools/cordon/readable_text.hh"
#include "tools/cordon/run_options.hh"
#include "tools/cordon/run_reckoning.hh"
#include "tools/cordon/run_walls.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

/// The wanted phone, or an error that says what there is.
Result<std::optional<WantedPhone>> wanted_phone(const RunOptions& options,
                                                const Scenario& scenario) {
    if (!options.phone) return std::nullopt;
    const std::optional<WantedPhone> found = find_phone(scenario, *options.phone);
    if (found) return found;
    const ScenarioPlace& place = scenario.places.front();
    return fail(fmt::format("--capture: this case has no phone {}; phones are called {} and so on",
                            in_quotes(*options.phone), name_of(place, cast_of(place).front())));
}

/// One case, from what was loaded to the finished files.
class CaseRun {
public:
    /// `reports` is null for a case that has none.
    CaseRun(const RunOptions& options, const Scenario& scenario, const RunWalls& walls,
            const ReckoningCase* reports)
        : options_(&options), scenario_(&scenario), walls_(&walls), reports_(reports) {}

    [[nodiscard]] ExitStatus run() {
        const auto phone = wanted_phone(*options_, *scenario_);
        if (!phone) return give_up(phone.error());
        CrossingPlayer::Size size;
        if (reports_ != nullptr) {
            const auto chosen = size_for(options_->size, *scenario_, *reports_);
            if (!chosen) return give_up(chosen.error());
            size = *chosen;
        }
        if (options_->out) {
            Result<void> opened = open_files(*options_->out, phone->has_value());
            if (!opened) return give_up(opened.error());
        }
        PlayResult result = play_all(*phone);
        const std::vector<MatrixRow> matrix = matrix_of(result.run);
        if (folder_) write_files(result, matrix);
        if (reports_ != nullptr && !result.stopped) {
            reckoned_ = run_reckoning(*options_, *scenario_, *reports_, size);
            result.stopped = !reckoned_;
        }
        if (reckoned_ && folder_) {
            const Result<FileSink*> file = folder_->add_text("reckoning.json");
            if (!file) return keep_partial_after(file.error());
            (*file)->write(reckoned_->json);
        }
        return finish(result, matrix);
    }

private:
    [[nodiscard]] Result<void> open_files(const std::string& out, bool captures) {
        std::vector<std::string_view> names{"summary.json", "outcomes.jsonl"};
        if (captures) names.insert(names.end(), {"arrived.pcapng", "passed.pcapng"});
        if (reports_ != nullptr) names.emplace_back("reckoning.json");
        Result<FileFolder> folder = FileFolder::create(out, walls_->inputs, names);
        if (!folder) return fail(folder.error());
        folder_.emplace(std::move(*folder));
        const Result<FileSink*> summary = folder_->add_text("summary.json");
        if (!summary) return fail(summary.error());
        const Result<FileSink*> outcomes = folder_->add_text("outcomes.jsonl");
        if (!outcomes) return fail(outcomes.error());
        summary_ = *summary;
        outcomes_ = *outcomes;
        if (!captures) return {};
        const Result<PcapngWriter*> arrived = folder_->add_capture("arrived.pcapng");
        if (!arrived) return fail(arrived.error());
        const Result<PcapngWriter*> passed = folder_->add_capture("passed.pcapng");
        if (!passed) return fail(passed.error());
        arrived_ = *arrived;
        passed_ = *passed;
        return {};
    }

    [[nodiscard]] PlayResult play_all(const std::optional<WantedPhone>& phone) const {
        ProgressLine progress(options_->quiet ? ProgressLine::Show::no : ProgressLine::Show::yes);
        PlayOptions options;
        options.threads = options_->threads;
        options.recorded = phone;
        options.stop = [] { return interrupted(); };
        options.progress = [&](std::size_t played, std::size_t all) {
            progress.update_parts(played, all, "days and places");
        };
        return play(*scenario_, walls_->walls, options);
    }

    void write_files(const PlayResult& result, const std::vector<MatrixRow>& matrix) {
        write_outcomes(result.run, *outcomes_);
        if (arrived_ != nullptr) {
            for (const PhoneRecording& day : result.recordings) {
                write_packets(day.arrived, *arrived_);
                write_packets(day.left, *passed_);
            }
        }
        folder_->write_out();  // the summary comes last: it says what became of the others
        const RunFacts facts{.version = std::string(version),
                             .scenario_file = options_->scenario,
                             .policy_files = walls_->files,
                             .captured_phone = options_->phone.value_or(""),
                             .room = options_->room.given,
                             .ended_early = result.stopped ? "interrupted" : "",
                             .files_end_early = folder_->ended_early()};
        summary_->write(run_summary_json(result.run, matrix, facts));
    }

    static void write_packets(const std::vector<KeptPacket>& packets, PcapngWriter& writer) {
        const std::array<CaptureInterface, 2> interfaces{
            CaptureInterface{.link = LinkType::raw_ip, .name = "inside"},
            CaptureInterface{.link = LinkType::raw_ip, .name = "outside"}};
        writer.declare(interfaces);
        for (const KeptPacket& packet : packets) {
            writer.write(PacketToWrite{.bytes = packet.bytes,
                                       .at = packet.at,
                                       .wire_length = packet.wire_length,
                                       .interface = packet.interface,
                                       .frame = packet.frame,
                                       .comment = packet.comment});
        }
    }

    [[nodiscard]] ExitStatus keep_partial_after(const Error& error) {
        complain(error);
        return keep_partial(*folder_, status_of(error));
    }

    void tell(const PlayResult& result, const std::vector<MatrixRow>& matrix) const {
        StandardOutput out;
        out.write(fmt::format("Case {}: {}\n\n", safe_text(scenario_->name),
                              readable_text(scenario_->about)));
        out.write(reckoned_ ? run_digest(result.run, matrix) + reckoned_->text
                            : run_table(result.run, matrix));
        out.write(run_limits(result.run));
        if (folder_) {
            out.write(fmt::format("Written to {}:", safe_text(folder_->path())));
            for (const std::string& name : folder_->names()) out.write(" " + name);
            out.write("\n");
        }
        if (reckoned_) out.write((folder_ ? "\n" : "") + reckoned_->closing + '\n');
    }

    /// A wall that forgot flows or removed packets for want of room is not the wall of its rules.
    [[nodiscard]] WallLimits limits_hit(const PlayedRun& run) const {
        WallLimits limits;
        for (const PlayedCell& cell : run.cells) limits.add(cell.limits.wall);
        if (reckoned_) limits.add(reckoned_->limits);
        return limits;
    }

    [[nodiscard]] ExitStatus finish(const PlayResult& result,
                                    const std::vector<MatrixRow>& matrix) {
        if (result.stopped) {
            complain("interrupted");
            return folder_ ? keep_partial(*folder_, status_of_interrupt()) : status_of_interrupt();
        }
        if (folder_) {
            if (const Result<void> whole = folder_->commit(); !whole) {
                return keep_partial_after(whole.error());
            }
            remark_left_from_before(*folder_);
        }
        const WallLimits limits = limits_hit(result.run);
        if (folder_ && options_->quiet) return tell_limits(limits);
        tell(result, matrix);
        return limits.any() ? ExitStatus::ended_early : ExitStatus::done;
    }

    const RunOptions* options_;
    const Scenario* scenario_;
    const RunWalls* walls_;
    const ReckoningCase* reports_;
    std::optional<ReckoningOutput> reckoned_;
    std::optional<FileFolder> folder_;
    FileSink* summary_ = nullptr;
    FileSink* outcomes_ = nullptr;
    PcapngWriter* arrived_ = nullptr;
    PcapngWriter* passed_ = nullptr;
};

/// The case has reports, and plays under its own candidates as they are.
bool is_reckoned(const RunOptions& options, const Scenario& scenario) {
    return options.policies.empty() && options.settings.empty() && scenario.policy.empty() &&
           !scenario.candidates.empty() && has_reports(options.scenario);
}

ExitStatus run_case(const RunOptions& options) {
    std::optional<Scenario> scenario = load_case(options.scenario);
    if (!scenario) return ExitStatus::unusable;
    if (options.seed) scenario->seed = *options.seed;
    scenario->room = options.room.room;
    if (options.policies.empty() && scenario->policy.empty() && !scenario->candidates.empty() &&
        candidate_files(scenario->candidates).empty()) {
        return give_up(Error{.what = "no candidate (a policy, *.yaml) is in this folder",
                             .where = scenario->candidates});
    }
    if (is_reckoned(options, *scenario)) {
        auto reports =
            load_reckoning_case(options.scenario, *scenario, candidate_files(scenario->candidates));
        if (!reports) return ExitStatus::unusable;
        const RunWalls walls = candidate_walls(options, *scenario, *reports);
        return CaseRun(options, *scenario, walls, &*reports).run();
    }
    const std::optional<RunWalls> walls = load_walls(options, *scenario);
    if (!walls) return ExitStatus::unusable;
    if (!options.size_is_given) return CaseRun(options, *scenario, *walls, nullptr).run();
    complain("--size is for cases with reports, under their own candidates");
    return ExitStatus::unusable;
}

}  // namespace

ExitStatus run_run(const Words& words) {
    const Usage usage = run_usage();
    const Result<std::optional<Arguments>> arguments = read_arguments(usage, words);
    if (!arguments) return give_up(arguments.error());
    if (!*arguments) return ExitStatus::done;
    const Result<RunOptions> options = read_run_options(**arguments);
    return options ? run_case(*options) : give_up(options.error());
}

}  // namespace cordon

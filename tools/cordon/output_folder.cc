#include "tools/cordon/output_folder.hh"

#include <fmt/core.h>

#include <filesystem>

#include "sim/policy/file/words.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view passed_name = "passed.pcapng";
constexpr std::string_view removed_name = "removed.pcapng";
constexpr std::string_view events_name = "events.jsonl";
constexpr std::string_view summary_name = "summary.json";
constexpr std::array<std::string_view, 4> file_words{"passed", "removed", "events", "summary"};

Result<void> want(WantedFiles& wanted, std::string_view word) {
    if (word == "passed") {
        wanted.passed = true;
    } else if (word == "removed") {
        wanted.removed = true;
    } else if (word == "events") {
        wanted.events = true;
    } else if (word == "summary") {
        wanted.summary = true;
    } else if (word == "report") {
        return fail("--write report: report.html does not exist yet");
    } else {
        return fail(fmt::format("--write takes {} with commas between, not {}{}",
                                one_of(file_words), in_quotes(word),
                                did_you_mean(word, file_words)));
    }
    return {};
}

}  // namespace

Result<WantedFiles> WantedFiles::parse(std::string_view list) {
    WantedFiles wanted{.passed = false, .removed = false, .events = false, .summary = false};
    while (true) {
        const std::size_t comma = list.find(',');
        if (Result<void> known = want(wanted, list.substr(0, comma)); !known) {
            return fail(known.error());
        }
        if (comma == std::string_view::npos) return wanted;
        list.remove_prefix(comma + 1);
    }
}

Result<OutputFolder> OutputFolder::create(const std::string& path, WantedFiles wanted) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return fail("the output folder cannot be made: " + error.message(), path);
    if (!fs::is_directory(path, error)) return fail("--out names a folder; this is a file", path);
    OutputFolder folder(path);
    if (Result<void> opened = folder.open_all(wanted); !opened) return fail(opened.error());
    return folder;
}

Result<OutputFile> OutputFolder::open(std::string_view name) const {
    const std::string path = (fs::path(path_) / name).string();
    // What an earlier run could not finish is not of this run.
    std::error_code absent;
    fs::remove(path + ".partial", absent);
    return OutputFile::create(path);
}

Result<void> OutputFolder::open_all(WantedFiles wanted) {
    wanted_ = wanted;
    const std::string application = fmt::format("cordon {}", version);
    if (wanted.passed) {
        Result<OutputFile> file = open(passed_name);
        if (!file) return fail(file.error());
        passed_.emplace(std::move(*file), application);
    }
    if (wanted.removed) {
        Result<OutputFile> file = open(removed_name);
        if (!file) return fail(file.error());
        removed_.emplace(std::move(*file), application);
    }
    if (wanted.events) {
        Result<OutputFile> file = open(events_name);
        if (!file) return fail(file.error());
        events_ = std::make_unique<FileSink>(std::move(*file));
    }
    if (wanted.summary) {
        Result<OutputFile> file = open(summary_name);
        if (!file) return fail(file.error());
        summary_.emplace(std::move(*file));
    }
    return {};
}

void OutputFolder::write_summary(std::string_view json) {
    if (summary_) summary_->write(json);
}

Result<void> OutputFolder::status() const {
    if (passed_ && !passed_->status()) return passed_->status();
    if (removed_ && !removed_->status()) return removed_->status();
    if (events_ && !events_->file().status()) return events_->file().status();
    return summary_ ? summary_->status() : Result<void>{};
}

/// Calls `visit(file, name)` for each file that is open, in order; it is closed when that gives
/// true.
template <typename Visit>
void OutputFolder::for_each_open(Visit visit) {
    if (passed_ && visit(*passed_, passed_name)) passed_.reset();
    if (removed_ && visit(*removed_, removed_name)) removed_.reset();
    if (events_ && visit(events_->file(), events_name)) events_.reset();
    if (summary_ && visit(*summary_, summary_name)) summary_.reset();
}

Result<void> OutputFolder::commit() {
    Result<void> done;
    for_each_open([&](auto& file, std::string_view name) {
        if (done) done = file.commit();
        if (done) names_.emplace_back(name);
        return done.has_value();
    });
    return done;
}

void OutputFolder::keep_partial() {
    for_each_open([&](auto& file, std::string_view name) {
        const Result<void> kept = file.keep_partial();
        if (kept) names_.push_back(fmt::format("{}.partial", name));
        return kept.has_value();
    });
}

std::vector<std::string> OutputFolder::left_from_before() const {
    std::vector<std::string> left;
    const auto look = [&](bool wanted, std::string_view name) {
        std::error_code error;
        if (!wanted && fs::exists(fs::path(path_) / name, error)) left.emplace_back(name);
    };
    look(wanted_.passed, passed_name);
    look(wanted_.removed, removed_name);
    look(wanted_.events, events_name);
    look(wanted_.summary, summary_name);
    return left;
}

}  // namespace cordon

#include "tools/cordon/file_folder.hh"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "sim/report/safe_text.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/version.hh"

namespace cordon {
namespace {

namespace fs = std::filesystem;

/// All that any command writes into a folder.
constexpr std::array<std::string_view, 8> all_names{
    "passed.pcapng",  "removed.pcapng",      "arrived.pcapng", "events.jsonl",
    "outcomes.jsonl", "conversations.jsonl", "summary.json",   "reckoning.json"};

std::string path_in(const std::string& folder, std::string_view name) {
    return (fs::path(folder) / name).string();
}

/// What an earlier run kept as partial goes when its file is opened, so it is no input either.
Result<void> spare(const InputFiles& inputs, const std::string& path) {
    if (Result<void> spared = inputs.spare(path); !spared) return spared;
    return inputs.spare(path + ".partial");
}

}  // namespace

Result<FileFolder> FileFolder::create(const std::string& path, const InputFiles& inputs,
                                      std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        if (Result<void> spared = spare(inputs, path_in(path, name)); !spared) {
            return fail(spared.error());
        }
    }
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return fail("the output folder cannot be made: " + error.message(), path);
    if (!fs::is_directory(path, error)) return fail("--out names a folder; this is a file", path);
    return FileFolder(path);
}

Result<OutputFile> FileFolder::open(std::string_view name) const {
    const std::string path = path_in(path_, name);
    // What an earlier run could not finish is not of this run.
    std::error_code absent;
    fs::remove(path + ".partial", absent);
    return OutputFile::create(path);
}

Result<FileSink*> FileFolder::add_text(std::string_view name) {
    Result<OutputFile> file = open(name);
    if (!file) return fail(file.error());
    open_.push_back({.name = std::string(name),
                     .text = std::make_unique<FileSink>(std::move(*file)),
                     .capture = nullptr});
    return open_.back().text.get();
}

Result<PcapngWriter*> FileFolder::add_capture(std::string_view name) {
    Result<OutputFile> file = open(name);
    if (!file) return fail(file.error());
    open_.push_back({.name = std::string(name),
                     .text = nullptr,
                     .capture = std::make_unique<PcapngWriter>(std::move(*file),
                                                               fmt::format("cordon {}", version))});
    return open_.back().capture.get();
}

Result<void> FileFolder::status() const {
    for (const Open& each : open_) {
        Result<void> status = each.text ? each.text->file().status() : each.capture->status();
        if (!status) return status;
    }
    return {};
}

Result<void> FileFolder::commit() {
    while (!open_.empty()) {
        Open& first = open_.front();
        Result<void> done = first.text ? first.text->file().commit() : first.capture->commit();
        if (!done) return done;
        names_.push_back(first.name);
        open_.erase(open_.begin());
    }
    return {};
}

void FileFolder::keep_partial() {
    for (Open& each : open_) {
        const Result<void> kept =
            each.text ? each.text->file().keep_partial() : each.capture->keep_partial();
        if (kept) names_.push_back(each.name + ".partial");
    }
    open_.clear();
}

std::vector<std::string> FileFolder::left_from_before() const {
    std::vector<std::string> left;
    for (const std::string_view name : all_names) {
        std::error_code error;
        const bool ours = std::find(names_.begin(), names_.end(), name) != names_.end();
        if (!ours && fs::exists(path_in(path_, name), error)) left.emplace_back(name);
    }
    return left;
}

ExitStatus keep_partial(FileFolder& folder, ExitStatus status) {
    folder.keep_partial();
    std::string names;
    for (const std::string& name : folder.names()) names += " " + name;
    if (!names.empty()) {
        complain(fmt::format("what was written is kept in {}:{}", safe_text(folder.path()), names));
    }
    return status;
}

void remark_left_from_before(const FileFolder& folder) {
    for (const std::string& name : folder.left_from_before()) {
        remark(fmt::format("{} is of an earlier run; this one does not write it",
                           path_in(folder.path(), name)));
    }
}

}  // namespace cordon

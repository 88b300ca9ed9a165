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
    if (path.empty()) return fail("--out is empty: name the folder of the files, as in --out out");
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
        if (Result<void> status = each.file().status(); !status) return status;
    }
    return {};
}

void FileFolder::write_out() {
    std::vector<OutputFile*> files;
    for (const Open& each : open_) files.push_back(&each.file());
    for (OutputFile* file : files) file->give_back();
    std::stable_sort(files.begin(), files.end(), [](const OutputFile* a, const OutputFile* b) {
        return a->unwritten() < b->unwritten();
    });
    // What fails is remembered by the file.
    for (OutputFile* file : files) static_cast<void>(file->flush());
}

std::vector<std::string> FileFolder::ended_early() const {
    std::vector<std::string> files;
    for (const Open& each : open_) {
        const Result<void> status = each.file().status();
        if (!status) files.push_back(each.name + ": " + status.error().what);
    }
    return files;
}

Result<void> FileFolder::commit() {
    write_out();
    if (Result<void> written = status(); !written) return written;
    while (!open_.empty()) {
        const Open& first = open_.front();
        if (Result<void> done = first.file().commit(); !done) return done;
        names_.push_back(first.name);
        open_.erase(open_.begin());
    }
    return {};
}

std::vector<Error> FileFolder::keep_partial() {
    write_out();
    std::vector<Error> lost;
    for (const Open& each : open_) {
        if (const Result<void> kept = each.file().keep_partial(); kept) {
            names_.push_back(each.name + ".partial");
        } else {
            lost.push_back({.what = "nothing of it is kept: it " + kept.error().what,
                            .where = path_in(path_, each.name),
                            .kind = kept.error().kind});
        }
    }
    open_.clear();
    return lost;
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
    for (const Error& lost : folder.keep_partial()) complain(lost);
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

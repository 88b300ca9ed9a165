#include "tools/cordon/file_folder.hh"

#include <fmt/core.h>

#include <filesystem>

#include "sim/report/safe_text.hh"
#include "tools/cordon/console.hh"
#include "tools/cordon/version.hh"

namespace cordon {

namespace fs = std::filesystem;

Result<FileFolder> FileFolder::create(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return fail("the output folder cannot be made: " + error.message(), path);
    if (!fs::is_directory(path, error)) return fail("--out names a folder; this is a file", path);
    return FileFolder(path);
}

Result<OutputFile> FileFolder::open(std::string_view name) const {
    const std::string path = (fs::path(path_) / name).string();
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

ExitStatus keep_partial(FileFolder& folder, ExitStatus status) {
    folder.keep_partial();
    std::string names;
    for (const std::string& name : folder.names()) names += " " + name;
    if (!names.empty()) {
        complain(fmt::format("what was written is kept in {}:{}", safe_text(folder.path()), names));
    }
    return status;
}

}  // namespace cordon

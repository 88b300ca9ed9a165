#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/capture/input_files.hh"
#include "sim/capture/pcapng_writer.hh"
#include "sim/core/result.hh"
#include "tools/cordon/exit_status.hh"
#include "tools/cordon/file_sink.hh"

namespace cordon {

/// The folder of a run and its files. Those stand under their names only when they are whole; those
/// of an earlier run stay as they were until then, also when this one fails.
class FileFolder {
public:
    /// Makes the folder where it is missing. `names` are the files that will be opened in it; an
    /// error when one of them would replace one of `inputs`.
    [[nodiscard]] static Result<FileFolder> create(const std::string& path,
                                                   const InputFiles& inputs,
                                                   std::span<const std::string_view> names);

    /// Opens a file of text; the sink belongs to the folder.
    [[nodiscard]] Result<FileSink*> add_text(std::string_view name);
    [[nodiscard]] Result<PcapngWriter*> add_capture(std::string_view name);

    /// The first write that failed.
    [[nodiscard]] Result<void> status() const;
    /// Writes out what was given so far, where the disk has room for it: what was set aside and is
    /// not needed goes back first, then the files with the least to write come before the others.
    void write_out();
    /// The files that end early because a write failed, each with the reason: `NAME: WHY`.
    [[nodiscard]] std::vector<std::string> ended_early() const;
    /// Gives every file its name. When one cannot be written out: an error, and all still open.
    [[nodiscard]] Result<void> commit();
    /// Keeps what is still open as NAME.partial. Gives the reason for each of which nothing is
    /// kept.
    [[nodiscard]] std::vector<Error> keep_partial();

    /// Names of files in the folder that some run writes, and this one did not. Ask when it is
    /// done.
    [[nodiscard]] std::vector<std::string> left_from_before() const;

    [[nodiscard]] const std::string& path() const { return path_; }
    /// Names of the files that were finished, or kept as partial, in order.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    struct Open {
        std::string name;
        std::unique_ptr<FileSink> text;         // either this
        std::unique_ptr<PcapngWriter> capture;  // or this

        [[nodiscard]] OutputFile& file() const { return text ? text->file() : capture->file(); }
    };
    explicit FileFolder(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] Result<OutputFile> open(std::string_view name) const;

    std::string path_;
    std::vector<Open> open_;
    std::vector<std::string> names_;
};

/// Keeps files as partial, says which, and which not; gives the status back.
[[nodiscard]] ExitStatus keep_partial(FileFolder& folder, ExitStatus status);

/// Says which files of the folder are of earlier runs.
void remark_left_from_before(const FileFolder& folder);

}  // namespace cordon

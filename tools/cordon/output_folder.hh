#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/capture/pcapng_writer.hh"
#include "sim/core/result.hh"
#include "tools/cordon/file_folder.hh"

namespace cordon {

/// Which files of a run are wanted (`--write`).
struct WantedFiles {
    bool passed = true;
    bool removed = true;
    bool events = true;
    bool summary = true;

    /// Reads `passed,removed,events,summary`; an error names the word that is none of them.
    [[nodiscard]] static Result<WantedFiles> parse(std::string_view list);
};

/// The folder of a replay and its files.
class OutputFolder {
public:
    /// Makes the folder where it is missing and opens all wanted files. An error when one of them
    /// would replace one of `inputs`.
    [[nodiscard]] static Result<OutputFolder> create(const std::string& path, WantedFiles wanted,
                                                     const InputFiles& inputs);

    /// null when not wanted.
    [[nodiscard]] PcapngWriter* passed() { return passed_; }
    [[nodiscard]] PcapngWriter* removed() { return removed_; }
    [[nodiscard]] FileSink* events() { return events_; }
    void write_summary(std::string_view json);

    [[nodiscard]] FileFolder& files() { return files_; }
    [[nodiscard]] const FileFolder& files() const { return files_; }

private:
    explicit OutputFolder(FileFolder files) : files_(std::move(files)) {}
    [[nodiscard]] Result<void> open_all(WantedFiles wanted);

    FileFolder files_;
    PcapngWriter* passed_ = nullptr;
    PcapngWriter* removed_ = nullptr;
    FileSink* events_ = nullptr;
    FileSink* summary_ = nullptr;
};

}  // namespace cordon

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/capture/pcapng_writer.hh"
#include "sim/core/result.hh"
#include "tools/cordon/file_sink.hh"

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

/// The folder of a run and its files. An existing folder is used again: its files of the same names
/// are replaced whole when the run is done; until then, and when it fails, they stand as they were.
class OutputFolder {
public:
    /// Makes the folder where it is missing and opens all wanted files.
    [[nodiscard]] static Result<OutputFolder> create(const std::string& path, WantedFiles wanted);

    /// null when not wanted.
    [[nodiscard]] PcapngWriter* passed() { return passed_ ? &*passed_ : nullptr; }
    [[nodiscard]] PcapngWriter* removed() { return removed_ ? &*removed_ : nullptr; }
    [[nodiscard]] FileSink* events() { return events_.get(); }
    [[nodiscard]] bool has_summary() const { return summary_.has_value(); }
    void write_summary(std::string_view json);

    /// The first write that failed.
    [[nodiscard]] Result<void> status() const;
    /// Gives every file its name. At the first that cannot be finished: an error, and the rest
    /// still open.
    [[nodiscard]] Result<void> commit();
    /// Keeps what is still open as NAME.partial, where something can be kept.
    void keep_partial();

    /// Names of files of earlier runs in the folder that this run does not write.
    [[nodiscard]] std::vector<std::string> left_from_before() const;
    /// Names of the files that were finished, or kept as partial, in order.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    explicit OutputFolder(std::string path) : path_(std::move(path)) {}
    [[nodiscard]] Result<OutputFile> open(std::string_view name) const;
    [[nodiscard]] Result<void> open_all(WantedFiles wanted);
    template <typename Visit>
    void for_each_open(Visit visit);

    std::string path_;
    WantedFiles wanted_;
    std::optional<PcapngWriter> passed_, removed_;
    std::unique_ptr<FileSink> events_;
    std::optional<OutputFile> summary_;
    std::vector<std::string> names_;
};

}  // namespace cordon

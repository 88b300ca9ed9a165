#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sim/core/result.hh"

namespace cordon {

/// Where the text of policies and lists comes from: the disk, or a test's memory.
class FileReader {
public:
    /// Policies and lists are text that people keep; nothing of theirs is larger.
    static constexpr std::size_t largest = std::size_t{64} << 20U;

    FileReader() = default;
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;
    virtual ~FileReader() = default;

    /// The content of a file. The error says why not, without the path.
    [[nodiscard]] virtual Result<std::string> read(const std::string& path) const = 0;
};

class DiskFiles final : public FileReader {
public:
    [[nodiscard]] Result<std::string> read(const std::string& path) const override;
};

/// Files that exist in memory only, by path.
class MemoryFiles final : public FileReader {
public:
    MemoryFiles() = default;
    explicit MemoryFiles(std::map<std::string, std::string, std::less<>> files)
        : files_(std::move(files)) {}

    [[nodiscard]] Result<std::string> read(const std::string& path) const override;

private:
    std::map<std::string, std::string, std::less<>> files_;
};

/// Where a path that a file names lies: relative to the folder of that file.
[[nodiscard]] std::string path_beside(std::string_view file, std::string_view named);

}  // namespace cordon

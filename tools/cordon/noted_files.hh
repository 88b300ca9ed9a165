#pragma once

#include "sim/capture/input_files.hh"
#include "sim/policy/file/file_reader.hh"

namespace cordon {

/// Reads from the disk and notes what was read, which it borrows.
class NotedFiles final : public FileReader {
public:
    explicit NotedFiles(InputFiles& noted) : noted_(&noted) {}

    [[nodiscard]] Result<std::string> read(const std::string& path) const override {
        noted_->add(path);
        return DiskFiles().read(path);
    }

private:
    InputFiles* noted_;
};

}  // namespace cordon

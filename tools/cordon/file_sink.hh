#pragma once

#include "sim/capture/output_file.hh"
#include "sim/report/text_sink.hh"

namespace cordon {

/// Puts a writer's text into a file. Each write is a record: a file that is cut short ends behind a
/// whole one.
class FileSink final : public TextSink {
public:
    explicit FileSink(OutputFile file) : file_(std::move(file)) {}
    void write(std::string_view text) override { file_.write(text); }
    [[nodiscard]] OutputFile& file() { return file_; }

private:
    OutputFile file_;
};

}  // namespace cordon

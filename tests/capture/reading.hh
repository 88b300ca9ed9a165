#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/capture/reader.hh"
#include "tests/capture/file_bytes.hh"

namespace cordon::testing {

/// A packet that outlives its reader.
struct Packet {
    FileBytes bytes;
    std::int64_t ns = 0;
    std::uint64_t frame = 0;
    std::uint32_t wire_length = 0;
    std::uint16_t interface = 0;
    std::uint16_t link = 0;
    std::vector<std::string> comments;

    friend bool operator==(const Packet&, const Packet&) = default;
};

/// All that a reader gives. `error` is empty when it came to its end.
struct Reading {
    std::vector<Packet> packets;
    std::vector<std::size_t> batches;  // their sizes
    std::vector<CaptureInterface> interfaces;
    std::vector<CaptureFacts> facts;
    std::string error;  // `where: what`
    Error::Kind kind = Error::Kind::unusable_input;

    [[nodiscard]] std::string ended_early() const;
};

/// Reads a capture out of memory, unpacking it where it is packed. Smaller blocks try the seams.
[[nodiscard]] Reading read(Bytes file, const ReadOptions& options = {},
                           std::size_t block_bytes = 262'144);
[[nodiscard]] Reading read_files(const std::vector<std::string>& paths,
                                 const ReadOptions& options = {});

/// The same packets, whatever their batches.
[[nodiscard]] std::vector<std::uint64_t> frames(const Reading& reading);

/// A folder that goes away with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file into it and gives its path.
    std::string file(const std::string& name, Bytes content) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

[[nodiscard]] FileBytes content_of(const std::filesystem::path& file);

}  // namespace cordon::testing

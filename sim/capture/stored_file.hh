#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/capture/byte_source.hh"
#include "sim/capture/digest.hh"

namespace cordon {

/// A file (or stdin, `-`) as it is stored, read in large blocks into the caller's buffer and
/// fingerprinted while the bytes are in cache. Not mapped: a mapped file faults page by page and
/// kills the process when it is cut while being read.
class StoredFile final : public ByteSource {
public:
    /// An error tells a missing file, a folder, a file that may not be read and a terminal apart.
    [[nodiscard]] static Result<std::unique_ptr<StoredFile>> open(const std::string& path,
                                                                  Digest::Sha256 sha256);
    ~StoredFile() override;

    /// The first bytes, up to 4 KiB; they will be read again. Fewer only when the file is shorter.
    [[nodiscard]] Bytes head() const { return head_; }

    Result<std::size_t> read(std::span<std::uint8_t> room) override;
    std::uint64_t stored_bytes_read() const override { return bytes_read_; }
    std::uint64_t stored_bytes_total() const override { return bytes_total_; }
    Result<StoredFacts> finish() override;

private:
    StoredFile(std::string path, int descriptor, Digest::Sha256 sha256);
    [[nodiscard]] Result<void> examine();
    [[nodiscard]] Result<std::size_t> read_some(std::span<std::uint8_t> room);

    std::string path_;
    int descriptor_;
    Digest digest_;
    std::vector<std::uint8_t> head_;
    std::size_t head_given_ = 0;
    std::uint64_t bytes_read_ = 0;
    std::uint64_t bytes_total_ = 0;
    bool regular_ = false;
};

}  // namespace cordon

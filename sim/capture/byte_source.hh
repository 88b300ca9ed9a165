#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "sim/core/bytes.hh"
#include "sim/core/result.hh"

namespace cordon {

/// What is known of a stored file once it has been read.
struct StoredFacts {
    std::uint64_t bytes = 0;  // as stored, before any unpacking
    std::string xxh3_128;     // 32 hex digits
    std::string sha256;       // 64 hex digits; empty when it was not asked for
};

/// Where the bytes of a capture come from: a file, a file being unpacked, memory.
class ByteSource {
public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Fills some of `room`, which is not empty; says how much. 0 is the end, for good. An error is
    /// one of the machine (I/O); damaged packing is an early end (`damage`).
    [[nodiscard]] virtual Result<std::size_t> read(std::span<std::uint8_t> room) = 0;

    /// Why the bytes ended before their proper end; nullopt when they did not.
    [[nodiscard]] virtual std::optional<std::string> damage() const { return std::nullopt; }

    /// Stored bytes consumed so far and in all (0 when unknown, as for stdin).
    [[nodiscard]] virtual std::uint64_t stored_bytes_read() const = 0;
    [[nodiscard]] virtual std::uint64_t stored_bytes_total() const = 0;

    /// Reads what is left of a regular file, so that the digests are those of all of it (of a pipe:
    /// of what was read).
    [[nodiscard]] virtual Result<StoredFacts> finish() = 0;
};

/// Bytes in memory, which must outlive it. For tests and fuzzing; computes no digests.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(Bytes bytes) : rest_(bytes), size_(bytes.size()) {}

    Result<std::size_t> read(std::span<std::uint8_t> room) override;
    std::uint64_t stored_bytes_read() const override { return size_ - rest_.size(); }
    std::uint64_t stored_bytes_total() const override { return size_; }
    Result<StoredFacts> finish() override;

private:
    Bytes rest_;
    std::size_t size_;
};

/// `source` itself, or `source` unpacked when its first bytes are those of gzip or zstd.
/// `head` is the first bytes of `source`, not yet read from it.
[[nodiscard]] std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, Bytes head);

}  // namespace cordon

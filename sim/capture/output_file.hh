#pragma once

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sim/core/bytes.hh"
#include "sim/core/result.hh"

namespace cordon {

/// A file that never stands half-written under its final name: bytes go to a temporary name in the
/// same folder; `commit()` renames it to `path`; `keep_partial()` keeps what was written as
/// `path.partial`; without either the destructor removes it. The first failed write (disk full) is
/// remembered and reported by `status()`; later writes do nothing.
///
/// What one `advance()` or one `write()` adds is a record: after a failed write the file kept ends
/// behind a whole one (less than 1 MiB of whole ones are lost with it).
class OutputFile {
public:
    static constexpr std::size_t most_reserved = std::size_t{256} << 10U;

    /// An error when the folder is missing or closed to us, or something that is no regular file
    /// bears the name.
    [[nodiscard]] static Result<OutputFile> create(std::string path);

    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) noexcept;
    ~OutputFile();

    /// Room for `size` bytes (at most 256 KiB) in the buffer; fill it, then `advance(size)`.
    [[nodiscard]] std::uint8_t* reserve([[maybe_unused]] std::size_t size) {
        assert(size <= most_reserved);
        if (next_ >= full_) flush_pages();
        return next_;
    }
    void advance(std::size_t size) { next_ += size; }
    void write(Bytes bytes);
    void write(std::string_view text) { write(as_bytes(text)); }

    [[nodiscard]] Result<void> status() const;
    [[nodiscard]] Result<void> commit();
    [[nodiscard]] Result<void> keep_partial();
    /// Bytes given so far, those in the buffer included.
    [[nodiscard]] std::uint64_t size() const;

private:
    struct State;
    explicit OutputFile(std::unique_ptr<State> state);
    void flush_pages();
    void flush_all();

    std::unique_ptr<State> state_;
    std::uint8_t* next_ = nullptr;  // where the next record goes
    std::uint8_t* full_ = nullptr;  // from here on the buffer is written out first
};

}  // namespace cordon

#pragma once

#include <array>
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
/// behind a whole one (less than 4 KiB of whole ones that did fit are lost with the rest).
///
/// Space for the buffer is set aside at the beginning, up to a sixteenth of what is free, so that a
/// small file can be finished on a disk that another has filled. Several files that are finished
/// together do best to `give_back()` all before any `flush()`.
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
    void advance(std::size_t size) {
        next_ += size;
        note_end();
    }
    void write(Bytes bytes);
    void write(std::string_view text) { write(as_bytes(text)); }

    [[nodiscard]] Result<void> status() const;
    /// Gives back the space that was set aside beyond what was given to be written, and that of the
    /// part of a record which a failed write left. To which nothing was given yet keeps its own.
    void give_back();
    /// Writes out what is in the buffer.
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> commit();
    [[nodiscard]] Result<void> keep_partial();
    /// Bytes given so far, those in the buffer included.
    [[nodiscard]] std::uint64_t size() const;
    /// Of these, how many are in the buffer.
    [[nodiscard]] std::size_t unwritten() const { return static_cast<std::size_t>(next_ - begin_); }

private:
    struct State;
    explicit OutputFile(std::unique_ptr<State> state);
    static constexpr std::size_t page_bytes = 4096;
    static constexpr std::size_t buffer_bytes = 2 * most_reserved;
    /// By page of the buffer: how many bytes lie before the end of the last record that ends in the
    /// page; 0 where none does.
    using Ends = std::array<std::uint32_t, buffer_bytes / page_bytes + 1>;

    void note_end() {
        const std::size_t end = unwritten();
        (*ends_)[end / page_bytes] = static_cast<std::uint32_t>(end);
    }
    void flush_pages();

    std::unique_ptr<State> state_;
    std::uint8_t* begin_ = nullptr;  // of the buffer
    Ends* ends_ = nullptr;
    std::uint8_t* next_ = nullptr;  // where the next record goes
    std::uint8_t* full_ = nullptr;  // from here on the buffer is written out first
};

}  // namespace cordon

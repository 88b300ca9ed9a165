#pragma once

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
class OutputFile {
public:
    [[nodiscard]] static Result<OutputFile> create(std::string path);

    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) noexcept;
    ~OutputFile();

    /// Room for `size` bytes (at most 256 KiB) in the buffer; fill it, then `advance(size)`.
    [[nodiscard]] std::uint8_t* reserve(std::size_t size);
    void advance(std::size_t size);
    void write(Bytes bytes);
    void write(std::string_view text) { write(as_bytes(text)); }

    [[nodiscard]] Result<void> status() const;
    [[nodiscard]] Result<void> commit();
    [[nodiscard]] Result<void> keep_partial();
    [[nodiscard]] std::uint64_t size() const;

private:
    struct State;
    explicit OutputFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace cordon

#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "sim/capture/byte_source.hh"
#include "sim/core/bytes.hh"
#include "sim/core/result.hh"

namespace cordon {

/// A window onto a byte source: one block that stays in the processor's cache, refilled in place.
/// What a parser has not consumed at the end of a block moves to the front. It grows only when one
/// record is larger than a block, and then only as the bytes of that record really arrive.
class BlockBuffer {
public:
    static constexpr std::size_t usual_block_bytes = std::size_t{256} << 10U;

    explicit BlockBuffer(std::unique_ptr<ByteSource> source,
                         std::size_t block_bytes = usual_block_bytes);

    /// The bytes not yet consumed. Views into them are valid until `ensure`.
    [[nodiscard]] const std::uint8_t* data() const { return storage_.get() + begin_; }
    [[nodiscard]] std::size_t size() const { return end_ - begin_; }

    /// Requires: count <= size().
    void consume(std::size_t count) {
        begin_ += count;
        offset_ += count;
    }

    /// True when `count` bytes stand unconsumed; false when the source ends before that.
    [[nodiscard]] Result<bool> ensure(std::size_t count);

    /// Position of `data()` in the (unpacked) bytes of the source.
    [[nodiscard]] std::uint64_t offset() const { return offset_; }
    [[nodiscard]] ByteSource& source() { return *source_; }
    [[nodiscard]] const ByteSource& source() const { return *source_; }

private:
    void make_room(std::size_t count);

    std::unique_ptr<ByteSource> source_;
    std::unique_ptr<std::uint8_t[]> storage_;
    std::size_t capacity_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace cordon

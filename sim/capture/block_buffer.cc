#include "sim/capture/block_buffer.hh"

#include <algorithm>
#include <cstring>

namespace cordon {

BlockBuffer::BlockBuffer(std::unique_ptr<ByteSource> source, std::size_t block_bytes)
    : source_(std::move(source)),
      storage_(std::make_unique_for_overwrite<std::uint8_t[]>(block_bytes)),
      capacity_(block_bytes) {}

Result<bool> BlockBuffer::ensure(std::size_t count) {
    while (size() < count) {
        make_room(count);
        const Result<std::size_t> more =
            source_->read(std::span(storage_.get() + end_, capacity_ - end_));
        if (!more) return fail(more.error());
        if (*more == 0) return false;
        end_ += *more;
    }
    return true;
}

void BlockBuffer::make_room(std::size_t count) {
    const std::size_t left = size();
    if (left == capacity_) {
        const std::size_t larger = std::min(2 * capacity_, count + usual_block_bytes);
        auto storage = std::make_unique_for_overwrite<std::uint8_t[]>(larger);
        std::memcpy(storage.get(), data(), left);
        storage_ = std::move(storage);
        capacity_ = larger;
    } else if (begin_ > 0) {
        std::memmove(storage_.get(), data(), left);
    }
    begin_ = 0;
    end_ = left;
}

}  // namespace cordon

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/core/bytes.hh"
#include "sim/decode/headers.hh"

namespace cordon {

/// How far decoding has got in one packet: where the next header begins, how many bytes of the
/// packet were captured, and how many there should be. A view into the packet.
class Walk {
public:
    Walk(Bytes packet, std::size_t wire_length)
        : data_(packet.data()),
          captured_(packet.size()),
          end_(std::max(wire_length, packet.size())),
          wire_end_(end_) {}

    /// The next header. Requires: no more is read of it than has() has said yes to.
    [[nodiscard]] const std::uint8_t* here() const { return data_ + at_; }
    [[nodiscard]] std::size_t offset() const { return at_; }
    [[nodiscard]] bool has(std::size_t count) const { return captured_ - at_ >= count; }
    /// Bytes left of the packet as its headers state it, captured or not.
    [[nodiscard]] std::size_t stated() const { return end_ - at_; }
    /// Those of them that were captured.
    [[nodiscard]] Bytes rest() const { return {here(), captured_ - at_}; }

    /// Why a header of `count` bytes cannot be read here. Requires: !has(count).
    [[nodiscard]] Stop why_short(std::size_t count) const {
        return stated() < count ? Stop::malformed : Stop::capture_too_short;
    }

    /// Requires: has(count).
    void pass(std::size_t count) { at_ += count; }

    /// Whether the packet was as long on the wire as `count` bytes from here.
    [[nodiscard]] bool had_on_wire(std::size_t count) const { return wire_end_ - at_ >= count; }

    /// A header says that the packet ends `count` bytes from here at the latest: what is captured
    /// beyond is padding, what is missing before was cut by the recording.
    void end_after(std::size_t count) {
        end_ = std::min(end_, at_ + count);
        captured_ = std::min(captured_, end_);
    }

private:
    const std::uint8_t* data_;
    std::size_t captured_;
    std::size_t end_;
    std::size_t wire_end_;
    std::size_t at_ = 0;
};

/// Notes where decoding ended and why; false, for the reader of a header to return.
inline bool stop_at(Headers& headers, Layer layer, Stop why) {
    headers.stopped_at = layer;
    headers.stop = why;
    return false;
}

/// Whether `count` bytes of a header of `layer` can be read; notes why when not.
inline bool need(const Walk& walk, std::size_t count, Headers& headers, Layer layer) {
    if (walk.has(count)) [[likely]] {
        return true;
    }
    return stop_at(headers, layer, walk.why_short(count));
}

}  // namespace cordon

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/flow/stream_head.hh"

namespace cordon::test {

/// What StreamHead should do, one byte at a time, over offsets that never wrap.
class StreamOracle {
public:
    void begin(std::int64_t offset) {
        if (!begun_) next_ = offset;
        begun_ = true;
    }

    const std::vector<std::uint8_t>& add(std::int64_t offset, Bytes payload, std::uint32_t stated,
                                         const StreamHead::Limits& limits) {
        if (stuck_) return kept_;
        if (stated != 0) begin(offset);
        const std::int64_t end = offset + stated;
        if (stated == 0 || end <= next_ || offset - next_ > (std::int64_t{1} << 30)) return kept_;
        if (skip_ > 0) pass_over(end);
        bool in_run = false;
        for (std::size_t i = 0; i < std::min<std::size_t>(payload.size(), stated); ++i) {
            in_run = put(offset + static_cast<std::int64_t>(i), payload[i], in_run, limits);
        }
        drain();
        if (waiting_.size() > limits.waiting_bytes || pieces() > limits.waiting_segments) fail();
        return kept_;
    }

    void consume(std::uint64_t count, const StreamHead::Limits& limits) {
        if (stuck_) return;
        position_ += count;
        const std::uint64_t taken = std::min<std::uint64_t>(count, kept_.size());
        kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(taken));
        skip_ += count - taken;
        if (skip_ > 0 && !waiting_.empty()) pass_over(waiting_.rbegin()->first + 1);
        waiting_.erase(waiting_.begin(), waiting_.lower_bound(next_));
        drain();
        if (kept_.size() > limits.kept_bytes) fail();
    }

    void resume() {
        fail();
        stuck_ = begun_ = false;
    }

    [[nodiscard]] const std::vector<std::uint8_t>& kept() const { return kept_; }
    [[nodiscard]] bool stuck() const { return stuck_; }
    [[nodiscard]] std::uint64_t position() const { return position_; }
    [[nodiscard]] std::int64_t next() const { return next_; }

private:
    struct Byte {
        std::uint8_t value;
        std::uint64_t piece;
    };

    void pass_over(std::int64_t end) {
        const auto step =
            static_cast<std::int64_t>(std::min(skip_, static_cast<std::uint64_t>(end - next_)));
        next_ += step;
        skip_ -= static_cast<std::uint64_t>(step);
    }

    // Whether the byte was new: bytes that are new one after another are one piece.
    bool put(std::int64_t offset, std::uint8_t value, bool in_run,
             const StreamHead::Limits& limits) {
        if (offset < next_) return false;
        const auto old = waiting_.find(offset);
        if (old != waiting_.end()) {
            if (limits.overlap == Overlap::last_wins) old->second.value = value;
            return false;
        }
        if (!in_run) ++piece_;
        waiting_[offset] = {.value = value, .piece = piece_};
        return true;
    }

    void drain() {
        for (auto it = waiting_.begin(); it != waiting_.end() && it->first == next_; ++next_) {
            kept_.push_back(it->second.value);
            it = waiting_.erase(it);
        }
    }

    [[nodiscard]] std::size_t pieces() const {
        std::size_t count = 0;
        std::uint64_t last = 0;
        for (const auto& [offset, byte] : waiting_) {
            if (byte.piece != last) ++count;
            last = byte.piece;
        }
        return count;
    }

    void fail() {
        stuck_ = true;
        kept_.clear();
        waiting_.clear();
        skip_ = 0;
    }

    std::map<std::int64_t, Byte> waiting_;
    std::vector<std::uint8_t> kept_;
    std::int64_t next_ = 0;
    std::uint64_t position_ = 0, skip_ = 0, piece_ = 0;
    bool begun_ = false, stuck_ = false;
};

}  // namespace cordon::test

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/world/sent_stream.hh"
#include "sim/world/tcp/sent_segments.hh"

namespace cordon {

/// What has come: bytes in order that the program has not taken yet, and runs beyond gaps. Bytes of
/// another host's program are referred to, not copied; those that a wall made up are kept. What
/// comes in order from one stream takes no memory of its own.
class ReceiveBuffer {
public:
    /// Payload of one segment: either a part of `stream`, or `bytes`.
    struct Payload {
        TcpPosition begin = 0;
        std::uint64_t length = 0;
        StreamRef stream{};
        std::uint64_t stream_offset = 0;
        Bytes bytes{};
    };
    struct Block {
        TcpPosition begin = 0;
        TcpPosition end = 0;
    };
    enum class Came : std::uint8_t { in_order, filled_gap, beyond_gap, nothing_new };

    /// Takes what of it is new. Requires: payload.begin + length is within the window.
    [[nodiscard]] Came insert(const Payload& payload);

    [[nodiscard]] TcpPosition next() const { return next_; }  // RCV.NXT, payload alone
    [[nodiscard]] std::uint64_t available() const { return next_ - taken_; }
    [[nodiscard]] bool has_gap() const { return apart_ && !apart_->beyond.empty(); }
    /// What lies beyond gaps, the last touched first (RFC 2018 section 4); at most `room` blocks.
    [[nodiscard]] std::size_t blocks(std::span<Block> room) const;

    /// Copies and forgets the next bytes. Requires: count <= available().
    [[nodiscard]] std::vector<std::uint8_t> take(std::uint64_t count);
    void skip(std::uint64_t count);

private:
    struct Run {
        TcpPosition begin = 0;
        TcpPosition end = 0;
        StreamRef stream{};
        std::uint64_t stream_offset = 0;
        std::vector<std::uint8_t> bytes{};
        std::uint64_t touched = 0;
    };
    /// What is not simply the next bytes of `stream_`; there only while there is any.
    struct Apart {
        std::vector<Run> in_order;  // then all that waits in order
        std::vector<Run> beyond;    // in order of place, not overlapping
        std::uint64_t touches = 0;
    };
    [[nodiscard]] static Run run_of(const Payload& payload, TcpPosition from, TcpPosition to);
    [[nodiscard]] static bool continues(const Run& run, const Run& next);
    static void join(Run& run, Run&& next);
    [[nodiscard]] Apart& apart();
    [[nodiscard]] bool is_simple() const { return !apart_ || apart_->in_order.empty(); }
    /// Whether it is the stream's bytes at their own places, as if nobody had come between.
    [[nodiscard]] static bool is_in_place(const Run& run) {
        return run.stream && run.stream_offset + 1 == run.begin;
    }
    void tidy();
    void append(Run run);
    void append_apart(Run run);
    [[nodiscard]] bool insert_beyond(const Payload& payload);
    void add_beyond(std::size_t at, Run run);
    void close_gap();
    void copy(TcpPosition from, std::span<std::uint8_t> out) const;

    TcpPosition next_ = 1;
    TcpPosition taken_ = 1;
    StreamRef stream_;  // what waits in order is its bytes from taken_ - 1 on, while is_simple()
    std::unique_ptr<Apart> apart_;
};

}  // namespace cordon

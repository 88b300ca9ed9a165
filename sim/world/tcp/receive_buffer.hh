#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/world/sent_stream.hh"
#include "sim/world/tcp/sent_segments.hh"

namespace cordon {

/// What has come: bytes in order that the program has not taken yet, and runs beyond gaps. Bytes of
/// another host's program are referred to, not copied; those that a wall made up are kept.
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
    [[nodiscard]] bool has_gap() const { return !beyond_.empty(); }
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
    [[nodiscard]] static Run run_of(const Payload& payload, TcpPosition from, TcpPosition to);
    [[nodiscard]] static bool continues(const Run& run, const Run& next);
    static void join(Run& run, Run&& next);
    void append(Run run);
    [[nodiscard]] bool insert_beyond(const Payload& payload);
    void add_beyond(std::size_t at, Run run);
    void close_gap();
    void copy(TcpPosition from, std::span<std::uint8_t> out) const;

    TcpPosition next_ = 1;
    TcpPosition taken_ = 1;
    std::uint64_t touches_ = 0;
    std::vector<Run> in_order_;
    std::vector<Run> beyond_;  // in order of place, not overlapping
};

}  // namespace cordon

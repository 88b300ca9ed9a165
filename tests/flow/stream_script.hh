#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/bytes.hh"
#include "sim/flow/stream_head.hh"
#include "tests/flow/stream_oracle.hh"

namespace cordon::test {

/// Plays any bytes as a story of segments and reads to a StreamHead and to the oracle, and says in
/// words where they first differ; empty when they never do.
///
/// The first 8 bytes are the limits, the overlap policy and the sequence number of offset 0; then
/// each step is an act and what it needs.
class StreamScript {
public:
    explicit StreamScript(Bytes script) : script_(script) {
        limits_.kept_bytes = script_.read<std::uint8_t>() * 4U;
        limits_.waiting_bytes = script_.read<std::uint8_t>() * 4U;
        limits_.waiting_segments = script_.read<std::uint8_t>();
        limits_.overlap =
            script_.read<std::uint8_t>() % 2 == 0 ? Overlap::first_wins : Overlap::last_wins;
        zero_ = Seq32{script_.read<std::uint32_t>()};
    }

    std::string play() {
        while (difference_.empty() && script_.left() > 0) act();
        return difference_;
    }

private:
    void act() {
        switch (script_.read<std::uint8_t>() % 16) {
            case 0:
                return resume();
            case 1:
                return begin();
            case 2:
                return add(oracle_.next() + far(), 0);
            case 3:
                return add(oracle_.next() + near(), script_.read<std::uint8_t>());
            case 4:
                return skip(script_.read<std::uint32_t>());
            default:
                return add(oracle_.next() + near(), 0);
        }
    }

    std::int64_t near() { return static_cast<std::int8_t>(script_.read<std::uint8_t>()); }
    // About the largest window.
    std::int64_t far() { return (std::int64_t{1} << 30) + near(); }
    [[nodiscard]] Seq32 seq_at(std::int64_t offset) const {
        return zero_ + static_cast<std::uint32_t>(static_cast<std::uint64_t>(offset));
    }

    void add(std::int64_t offset, std::uint32_t cut) {
        const std::size_t length = std::min<std::size_t>(script_.read<std::uint8_t>(), 200);
        const std::uint8_t first = script_.read<std::uint8_t>();
        std::vector<std::uint8_t> payload(length);
        for (std::size_t i = 0; i < length; ++i) {
            payload[i] = static_cast<std::uint8_t>(first + i);
        }
        const auto stated = static_cast<std::uint32_t>(length) + cut;
        const Bytes given = head_.add(seq_at(offset), payload, stated, limits_);
        compare(given, oracle_.add(offset, payload, stated, limits_), "add");
        read(script_.read<std::uint8_t>());
    }

    void read(std::uint64_t count) {
        if (count >= 128) count -= 128;
        head_.consume(count, limits_);
        oracle_.consume(count, limits_);
        compare(head_.kept(), oracle_.kept(), "consume");
    }

    void skip(std::uint64_t count) { read(count + 128); }

    void begin() {
        const std::int64_t offset = oracle_.next() + near();
        head_.begin(seq_at(offset));
        oracle_.begin(offset);
    }

    void resume() {
        head_.resume();
        oracle_.resume();
    }

    void compare(Bytes given, const std::vector<std::uint8_t>& expected, const char* after) {
        const std::string where = std::string(" after ") + after + " at byte " +
                                  std::to_string(script_.offset()) + " of the script";
        if (!std::equal(given.begin(), given.end(), expected.begin(), expected.end())) {
            difference_ = "other bytes" + where;
        } else if (head_.stuck() != oracle_.stuck()) {
            difference_ = "stuck differs" + where;
        } else if (head_.position() != oracle_.position()) {
            difference_ = "position differs" + where;
        }
    }

    ByteReader script_;
    StreamHead::Limits limits_;
    Seq32 zero_;
    StreamHead head_;
    StreamOracle oracle_;
    std::string difference_;
};

}  // namespace cordon::test

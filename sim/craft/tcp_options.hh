#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/core/seq32.hh"
#include "sim/craft/header_writer.hh"

namespace cordon {

/// Options for a TCP header that is being made (RFC 9293 section 3.2, RFC 7323, RFC 2018). Together
/// at most 40 bytes: beside time stamps three blocks of SACK have room, else four.
struct TcpOptionFields {
    struct Timestamps {
        std::uint32_t value = 0;
        std::uint32_t echo_reply = 0;
    };
    struct SackBlock {
        Seq32 from, to;
    };
    std::optional<std::uint16_t> maximum_segment_size{};  // bytes
    std::optional<std::uint8_t> window_scale{};           // bits to shift by
    bool sack_permitted = false;
    std::optional<Timestamps> timestamps{};
    std::array<SackBlock, 4> sack_blocks{};
    std::uint8_t sack_count = 0;  // of sack_blocks
};

/// Bytes that they take, no-operations included: a multiple of four.
[[nodiscard]] std::size_t tcp_options_length(const TcpOptionFields& fields);

/// Writes them in the order of Linux, whole words each, no-operations ahead (RFC 7323 appendix A).
/// Requires: room for tcp_options_length().
void put_tcp_options(HeaderWriter& out, const TcpOptionFields& fields);

/// Their bytes.
[[nodiscard]] std::vector<std::uint8_t> tcp_options(const TcpOptionFields& fields);

}  // namespace cordon

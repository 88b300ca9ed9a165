#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace cordon {

/// Options for a TCP header that is being made (RFC 9293 section 3.2, RFC 7323, RFC 2018).
struct TcpOptionFields {
    struct Timestamps {
        std::uint32_t value = 0;
        std::uint32_t echo_reply = 0;
    };
    std::optional<std::uint16_t> maximum_segment_size{};  // bytes
    std::optional<std::uint8_t> window_scale{};           // bits to shift by
    bool sack_permitted = false;
    std::optional<Timestamps> timestamps{};
};

/// Their bytes, in the order above, filled up with no-operation to a multiple of four.
[[nodiscard]] std::vector<std::uint8_t> tcp_options(const TcpOptionFields& fields);

}  // namespace cordon

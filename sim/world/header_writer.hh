#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <span>

#include "sim/core/ip_address.hh"

namespace cordon {

/// Writes integers in network order into bytes that are there already, front to back.
class HeaderWriter {
public:
    explicit HeaderWriter(std::span<std::uint8_t> room) : rest_(room) {}

    /// Requires: room for it.
    template <std::unsigned_integral T>
    HeaderWriter& put(T value) {
        assert(rest_.size() >= sizeof(T));
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            rest_[i] = static_cast<std::uint8_t>(value >> (8U * (sizeof(T) - 1 - i)));
        }
        rest_ = rest_.subspan(sizeof(T));
        return *this;
    }
    [[nodiscard]] std::span<std::uint8_t> rest() const { return rest_; }

private:
    std::span<std::uint8_t> rest_;
};

/// What an IP header without options or extensions says; DF is set in IPv4.
struct PlainIpHeader {
    IpAddress src{}, dst{};
    std::uint8_t ttl = 64;
    std::uint16_t id = 0;  // IPv4
    std::uint8_t protocol = 0;
    std::uint32_t payload_length = 0;  // bytes behind the header
};

[[nodiscard]] constexpr std::size_t ip_header_length(const IpAddress& address) {
    return address.is_v4() ? 20 : 40;
}
/// Requires: room for ip_header_length(), addresses of one kind.
void put_ip_header(HeaderWriter& out, const PlainIpHeader& header);

}  // namespace cordon

#pragma once

#include <cstdint>

#include "sim/core/bytes.hh"
#include "sim/core/ip_address.hh"

namespace cordon {

/// The checksum of the Internet headers (RFC 1071): the ones' complement of the ones' complement
/// sum of 16-bit words. A sum that includes a right checksum is `right()`.
class InternetSum {
public:
    /// Adds bytes. Each call starts a new 16-bit word; an odd last byte is padded with zero.
    InternetSum& add(Bytes bytes) {
        std::size_t at = 0;
        for (; at + 4 <= bytes.size(); at += 4) {
            sum_ += load_big_endian<std::uint32_t>(bytes.data() + at);
        }
        if (at + 2 <= bytes.size()) {
            sum_ += load_big_endian<std::uint16_t>(bytes.data() + at);
            at += 2;
        }
        if (at < bytes.size()) sum_ += static_cast<std::uint32_t>(bytes[at] << 8U);
        return *this;
    }

    /// The pseudo header of TCP, UDP and ICMPv6: RFC 9293 section 3.1 for IPv4, RFC 8200 section
    /// 8.1 for IPv6. `length` counts the transport header and its payload.
    InternetSum& add_pseudo_header(const IpAddress& src, const IpAddress& dst,
                                   std::uint8_t protocol, std::uint32_t length) {
        add_address(src);
        add_address(dst);
        sum_ += std::uint64_t{protocol} + length;
        return *this;
    }

    /// The value for the checksum field, the field itself having been added as zero.
    [[nodiscard]] std::uint16_t value() const {
        std::uint64_t folded = (sum_ >> 32U) + (sum_ & 0xffffffffU);
        while (folded > 0xffffU) folded = (folded >> 16U) + (folded & 0xffffU);
        return static_cast<std::uint16_t>(~folded);
    }
    /// Whether what was added holds a right checksum.
    [[nodiscard]] bool right() const { return value() == 0; }

private:
    void add_address(const IpAddress& address) {
        // The marker of an IPv4 address within IpAddress is no part of it.
        sum_ += address.v4_host_order();
        if (address.is_v4()) return;
        sum_ += address.low() >> 32U;
        sum_ += address.high() >> 32U;
        sum_ += address.high() & 0xffffffffU;
    }

    std::uint64_t sum_ = 0;  // of 32-bit words: 2^32 of them fit
};

}  // namespace cordon

#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "sim/core/bytes.hh"

namespace cordon {

/// An IPv4 or IPv6 address in 16 bytes; IPv4 stands as ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2).
/// Kept as two words in network order read as integers, so that comparing is two instructions.
class IpAddress {
public:
    constexpr IpAddress() = default;

    [[nodiscard]] static constexpr IpAddress v4(std::uint32_t host_order) {
        return IpAddress{0, mapped_prefix | host_order};
    }
    /// Requires: 16 readable bytes.
    [[nodiscard]] static constexpr IpAddress v6(const std::uint8_t* at) {
        return IpAddress{load_big_endian<std::uint64_t>(at),
                         load_big_endian<std::uint64_t>(at + 8)};
    }
    [[nodiscard]] static constexpr IpAddress from_words(std::uint64_t high, std::uint64_t low) {
        return IpAddress{high, low};
    }

    [[nodiscard]] constexpr bool is_v4() const {
        return high_ == 0 && (low_ & ~std::uint64_t{0xffffffff}) == mapped_prefix;
    }
    [[nodiscard]] constexpr std::uint32_t v4_host_order() const {
        return static_cast<std::uint32_t>(low_);
    }
    [[nodiscard]] constexpr std::uint64_t high() const { return high_; }
    [[nodiscard]] constexpr std::uint64_t low() const { return low_; }
    [[nodiscard]] std::array<std::uint8_t, 16> bytes() const;

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison's 0 for a pointer
    friend constexpr auto operator<=>(const IpAddress&, const IpAddress&) = default;

private:
    static constexpr std::uint64_t mapped_prefix = 0x0000ffff00000000;
    constexpr IpAddress(std::uint64_t high, std::uint64_t low) : high_(high), low_(low) {}

    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
};

/// Dotted quad, or RFC 5952 text.
[[nodiscard]] std::string to_text(const IpAddress& address);
[[nodiscard]] std::optional<IpAddress> parse_ip_address(std::string_view text);

/// A block of addresses; `prefix` counts the bits of the 128-bit form (an IPv4 /24 is 120).
struct Cidr {
    IpAddress first;
    std::uint8_t prefix = 128;

    [[nodiscard]] IpAddress last() const;
    [[nodiscard]] bool contains(const IpAddress& address) const {
        return first <= address && address <= last();
    }
};

/// `31.13.86.51/32`, `2a03:2880::/29`, or an address alone (its own block). nullopt when it is none
/// of these or has bits set beyond its prefix.
[[nodiscard]] std::optional<Cidr> parse_cidr(std::string_view text);
[[nodiscard]] std::string to_text(const Cidr& cidr);

}  // namespace cordon

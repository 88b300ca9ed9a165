#include "sim/core/ip_address.hh"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>

namespace cordon {
namespace {

using Groups = std::array<std::uint16_t, 8>;

struct ZeroRun {
    std::size_t first = 8;
    std::size_t length = 0;
};

Groups groups_of(const IpAddress& address) {
    Groups groups{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto shift = static_cast<unsigned>(48 - 16 * i);
        groups[i] = static_cast<std::uint16_t>(address.high() >> shift);
        groups[i + 4] = static_cast<std::uint16_t>(address.low() >> shift);
    }
    return groups;
}

/// What `::` stands for: the longest run of two or more zero groups, the first of equals (RFC 5952
/// section 4.2).
ZeroRun longest_zero_run(const Groups& groups) {
    ZeroRun best;
    std::size_t length = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        length = groups[i] == 0 ? length + 1 : 0;
        if (length > best.length) best = {.first = i + 1 - length, .length = length};
    }
    return best.length >= 2 ? best : ZeroRun{};
}

void append_number(std::string& text, unsigned value, int base) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, base).ptr;
    text.append(digits.data(), end);
}

std::string v4_text(std::uint32_t host_order) {
    std::string text;
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        if (shift < 32) text += '.';
        append_number(text, (host_order >> (shift - 8)) & 0xffU, 10);
    }
    return text;
}

/// The bits of the 128-bit form that a prefix leaves free.
IpAddress free_bits(std::uint8_t prefix) {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    if (prefix >= 128) return {};
    if (prefix >= 64) return IpAddress::from_words(0, all >> (prefix - 64U));
    return IpAddress::from_words(prefix == 0 ? all : all >> prefix, all);
}

std::optional<std::uint8_t> parse_prefix(std::string_view digits, unsigned most) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    if (!whole || value > most || (digits.size() > 1 && digits.front() == '0')) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(value);
}

}  // namespace

std::array<std::uint8_t, 16> IpAddress::bytes() const {
    std::array<std::uint8_t, 16> out{};
    for (std::size_t i = 0; i < 8; ++i) {
        const auto shift = static_cast<unsigned>(56 - 8 * i);
        out[i] = static_cast<std::uint8_t>(high_ >> shift);
        out[i + 8] = static_cast<std::uint8_t>(low_ >> shift);
    }
    return out;
}

std::string to_text(const IpAddress& address) {
    if (address.is_v4()) return v4_text(address.v4_host_order());
    const Groups groups = groups_of(address);
    const ZeroRun zeros = longest_zero_run(groups);
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (i == zeros.first) {
            text += "::";
            i += zeros.length - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':') text += ':';
        append_number(text, groups[i], 16);
    }
    return text;
}

std::optional<IpAddress> parse_ip_address(std::string_view text) {
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size() || text.find('\0') != text.npos) return std::nullopt;
    std::copy(text.begin(), text.end(), terminated.begin());
    std::array<std::uint8_t, 16> parsed{};
    if (text.find(':') == text.npos) {
        if (inet_pton(AF_INET, terminated.data(), parsed.data()) != 1) return std::nullopt;
        return IpAddress::v4(load_big_endian<std::uint32_t>(parsed.data()));
    }
    if (inet_pton(AF_INET6, terminated.data(), parsed.data()) != 1) return std::nullopt;
    return IpAddress::v6(parsed.data());
}

IpAddress Cidr::last() const {
    const IpAddress rest = free_bits(prefix);
    return IpAddress::from_words(first.high() | rest.high(), first.low() | rest.low());
}

std::optional<Cidr> parse_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = parse_ip_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    if (slash == text.npos) return Cidr{.first = *address, .prefix = 128};
    // The prefix is counted as the text is written: ::ffff:10.0.0.0/104 is 10.0.0.0/8.
    const bool dotted = text.find(':') == text.npos;
    const auto stated = parse_prefix(text.substr(slash + 1), dotted ? 32 : 128);
    if (!stated) return std::nullopt;
    const auto prefix = static_cast<std::uint8_t>(*stated + (dotted ? 96 : 0));
    const IpAddress rest = free_bits(prefix);
    if ((address->high() & rest.high()) != 0 || (address->low() & rest.low()) != 0) {
        return std::nullopt;
    }
    return Cidr{.first = *address, .prefix = prefix};
}

std::string to_text(const Cidr& cidr) {
    const bool dotted = cidr.first.is_v4() && cidr.prefix >= 96;
    std::string text = to_text(cidr.first) + '/';
    append_number(text, dotted ? cidr.prefix - 96U : cidr.prefix, 10);
    return text;
}

}  // namespace cordon

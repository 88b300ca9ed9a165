#include "sim/policy/file/cidr_text.hh"

#include <optional>

#include "sim/core/ascii.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// How many bits of an address a prefix counts at most, as the address is written:
/// ::ffff:10.0.0.0/104 is 10.0.0.0/8.
unsigned most_bits(std::string_view address) {
    return address.find(':') == address.npos ? 32 : 128;
}

/// The number that a prefix spells, zeros in front of it included.
std::optional<unsigned> length_of(std::string_view prefix, unsigned most) {
    unsigned length = 0;
    for (const char digit : prefix) {
        if (!is_digit(digit)) return std::nullopt;
        length = length * 10 + static_cast<unsigned>(digit - '0');
        if (length > most) return std::nullopt;
    }
    return prefix.empty() ? std::nullopt : std::optional(length);
}

/// The block that an address with a prefix of this many bits, of `most`, lies in, its own low bits
/// cleared.
Cidr enclosing_block(const IpAddress& address, unsigned length, unsigned most) {
    const auto bits = static_cast<std::uint8_t>(length + 128 - most);
    const IpAddress free_bits = Cidr{.first = {}, .prefix = bits}.last();
    return Cidr{.first = IpAddress::from_words(address.high() & ~free_bits.high(),
                                               address.low() & ~free_bits.low()),
                .prefix = bits};
}

}  // namespace

tl::expected<Cidr, std::string> read_cidr(std::string_view text) {
    if (const auto block = parse_cidr(text)) return *block;
    const std::size_t slash = text.find('/');
    const auto address = parse_ip_address(text.substr(0, slash));
    if (!address) {
        return tl::unexpected(in_quotes(text) +
                              " is not an address such as 31.13.86.51 or 10.0.0.0/8");
    }
    const std::string_view prefix = text.substr(slash + 1);
    const unsigned most = most_bits(text.substr(0, slash));
    const auto length = length_of(prefix, most);
    if (!length) {
        return tl::unexpected(in_quotes(text) + " has a prefix that is not a number up to " +
                              std::to_string(most));
    }
    const bool zero_in_front = prefix.size() > 1 && prefix.starts_with('0');
    return tl::unexpected(
        in_quotes(text) +
        (zero_in_front ? " has a prefix with a zero in front" : " has bits set beyond its prefix") +
        "; the block is " + to_text(enclosing_block(*address, *length, most)));
}

}  // namespace cordon

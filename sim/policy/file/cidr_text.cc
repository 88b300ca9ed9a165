#include "sim/policy/file/cidr_text.hh"

#include <optional>

#include "sim/policy/file/quantity.hh"
#include "sim/policy/file/words.hh"

namespace cordon {
namespace {

/// The block that an address with a prefix lies in, its own low bits cleared.
std::optional<Cidr> enclosing_block(const IpAddress& address, std::string_view prefix) {
    const auto length = parse_quantity(prefix, Quantity::count);
    const int most = address.is_v4() ? 32 : 128;
    if (!length || *length > most) return std::nullopt;
    const auto bits = static_cast<std::uint8_t>(*length + (address.is_v4() ? 96 : 0));
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
    const auto block = enclosing_block(*address, text.substr(slash + 1));
    if (!block) {
        return tl::unexpected(in_quotes(text) + " has a prefix that is not a number up to " +
                              (address->is_v4() ? "32" : "128"));
    }
    return tl::unexpected(in_quotes(text) + " has bits set beyond its prefix; the block is " +
                          to_text(*block));
}

}  // namespace cordon

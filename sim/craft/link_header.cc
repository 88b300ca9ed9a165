#include "sim/craft/link_header.hh"

#include <algorithm>

#include "sim/core/ethertype.hh"

namespace cordon {
namespace {

std::uint16_t field(std::span<const std::uint8_t> header, std::size_t at) {
    return at + 2 <= header.size() ? load_big_endian<std::uint16_t>(header.data() + at)
                                   : std::uint16_t{0};
}

void set_field(std::span<std::uint8_t> header, std::size_t at, std::size_t value) {
    if (at + 2 > header.size()) return;
    const std::size_t stated = std::min<std::size_t>(value, 0xffff);
    header[at] = static_cast<std::uint8_t>(stated >> 8U);
    header[at + 1] = static_cast<std::uint8_t>(stated & 0xffU);
}

/// From a link header of `next` bytes with its ethertype at `type_at`.
void fit_typed(std::span<std::uint8_t> header, std::size_t type_at, std::size_t next,
               std::size_t network_length) {
    while (ethertype::is_tag(field(header, type_at))) {
        type_at = next + 2;
        next += 4;
    }
    if (next > header.size()) return;
    const std::uint16_t type = field(header, type_at);
    const std::size_t behind = header.size() - next + network_length;
    if (type == ethertype::pppoe_session) {
        constexpr std::size_t length_at = 4, pppoe_length = 6;
        set_field(header, next + length_at, behind - pppoe_length);
    } else if (type < ethertype::smallest && type_at + 2 == next) {  // not of a cooked header
        set_field(header, type_at, behind);
    }
}

}  // namespace

void turn_link_header(std::span<std::uint8_t> header, LinkType link) {
    constexpr std::uint8_t to_us = 0, from_us = 4;  // LINUX_SLL_HOST, LINUX_SLL_OUTGOING
    if (link == LinkType::ethernet && header.size() >= 12) {
        std::swap_ranges(header.begin(), header.begin() + 6, header.begin() + 6);
        return;
    }
    std::size_t kind_at = header.size();
    if (link == LinkType::linux_sll) kind_at = 1;
    if (link == LinkType::linux_sll2) kind_at = 10;
    if (kind_at >= header.size()) return;
    if (header[kind_at] == to_us) {
        header[kind_at] = from_us;
    } else if (header[kind_at] == from_us) {
        header[kind_at] = to_us;
    }
}

void fit_link_header(std::span<std::uint8_t> header, LinkType link, std::size_t network_length) {
    if (link == LinkType::ethernet) fit_typed(header, 12, 14, network_length);
    if (link == LinkType::linux_sll) fit_typed(header, 14, 16, network_length);
    if (link == LinkType::linux_sll2) fit_typed(header, 0, 20, network_length);
}

}  // namespace cordon

#include "sim/decode/link.hh"

#include <algorithm>

namespace cordon {
namespace {

constexpr std::uint16_t cooked_llc = 4;  // protocol of a cooked header: 802.2 LLC follows

std::uint16_t none(Headers& headers, Layer layer, Stop why) {
    stop_at(headers, layer, why);
    return 0;
}

/// The PPP protocol field: two bytes, or one where the ends agreed to compress it, which shows in
/// its lowest bit (RFC 1661 sections 2 and 6.5).
std::uint16_t read_ppp_protocol(Walk& walk, Headers& headers) {
    if (!need(walk, 1, headers, Layer::tag)) return 0;
    const std::uint8_t first = *walk.here();
    const bool compressed = (first & 1U) != 0;
    if (!compressed && !need(walk, 2, headers, Layer::tag)) return 0;
    const std::uint16_t protocol = compressed ? first : load_big_endian<std::uint16_t>(walk.here());
    walk.pass(compressed ? 1 : 2);
    if (protocol == 0x0021) return ethertype::ipv4;
    if (protocol == 0x0057) return ethertype::ipv6;
    return none(headers, Layer::network, Stop::unsupported);
}

/// PPPoE session header (RFC 2516 section 4). Its length only cuts padding off: in recordings from
/// providers' networks the IP packet may state more than it, padding included.
std::uint16_t read_pppoe(Walk& walk, Headers& headers) {
    constexpr std::size_t header_length = 6;
    if (!need(walk, header_length, headers, Layer::tag)) return 0;
    const std::uint8_t* at = walk.here();
    if (at[0] != 0x11) return none(headers, Layer::tag, Stop::malformed);  // version 1, type 1
    if (at[1] != 0) return none(headers, Layer::tag, Stop::unsupported);   // no session data
    const auto length = load_big_endian<std::uint16_t>(at + 4);
    walk.pass(header_length);
    walk.end_after(length);
    return read_ppp_protocol(walk, headers);
}

/// IEEE 802.2 LLC, alone (SAP 6 is IP) or with SNAP (RFC 1042).
std::uint16_t read_llc(Walk& walk, Headers& headers) {
    if (!need(walk, 3, headers, Layer::link)) return 0;
    const std::uint8_t* at = walk.here();
    if (at[0] == 0x06 && at[1] == 0x06 && at[2] == 0x03) {
        walk.pass(3);
        return ethertype::ipv4;
    }
    if (at[0] != 0xaa || at[1] != 0xaa || at[2] != 0x03) {
        return none(headers, Layer::network, Stop::unsupported);
    }
    if (!need(walk, 8, headers, Layer::link)) return 0;
    const auto type = load_big_endian<std::uint16_t>(at + 6);
    const bool holds_ethertype = at[3] == 0 && at[4] == 0 && at[5] == 0;
    walk.pass(8);
    if (holds_ethertype && (type == ethertype::ipv4 || type == ethertype::ipv6)) return type;
    return none(headers, Layer::network, Stop::unsupported);
}

/// Tags, PPPoE and LLC behind a field that holds an ethertype.
std::uint16_t read_ethertype(Walk& walk, std::uint16_t type, Headers& headers) {
    while (ethertype::is_tag(type)) {
        if (headers.tag_count == most_tags) return none(headers, Layer::tag, Stop::unsupported);
        if (!need(walk, 4, headers, Layer::tag)) return 0;
        type = load_big_endian<std::uint16_t>(walk.here() + 2);
        walk.pass(4);
        ++headers.tag_count;
    }
    if (type == ethertype::ipv4 || type == ethertype::ipv6) return type;
    if (type == ethertype::pppoe_session) return read_pppoe(walk, headers);
    if (type < ethertype::smallest) return read_llc(walk, headers);
    return none(headers, Layer::network, Stop::unsupported);
}

/// A link header of `length` bytes whose protocol field stands at `type_offset`.
std::uint16_t read_typed(Walk& walk, std::size_t length, std::size_t type_offset,
                         Headers& headers) {
    if (!need(walk, length, headers, Layer::link)) return 0;
    const auto type = load_big_endian<std::uint16_t>(walk.here() + type_offset);
    walk.pass(length);
    return read_ethertype(walk, type, headers);
}

/// Linux cooked headers: below 0x600 the protocol field holds small numbers of its own.
std::uint16_t read_cooked(Walk& walk, std::size_t length, std::size_t type_offset,
                          Headers& headers) {
    if (!need(walk, length, headers, Layer::link)) return 0;
    const auto type = load_big_endian<std::uint16_t>(walk.here() + type_offset);
    if (type < ethertype::smallest && type != cooked_llc) {
        return none(headers, Layer::network, Stop::unsupported);
    }
    return read_typed(walk, length, type_offset, headers);
}

/// BSD loopback: an address family in the byte order of the host that recorded, or (108) of the
/// network. As families are small the smaller reading is the right one.
std::uint16_t read_family(Walk& walk, Headers& headers) {
    if (!need(walk, 4, headers, Layer::link)) return 0;
    const std::uint8_t* at = walk.here();
    const auto big = load_big_endian<std::uint32_t>(at);
    const auto little = static_cast<std::uint32_t>(at[0] | at[1] << 8U | at[2] << 16U) |
                        (std::uint32_t{at[3]} << 24U);
    walk.pass(4);
    switch (std::min(big, little)) {
        case 2:
            return ethertype::ipv4;
        case 10:  // Linux
        case 24:  // NetBSD, OpenBSD
        case 28:  // FreeBSD
        case 30:  // Darwin
            return ethertype::ipv6;
        default:
            return none(headers, Layer::network, Stop::unsupported);
    }
}

std::uint16_t read_version(const Walk& walk, Headers& headers) {
    if (!need(walk, 1, headers, Layer::network)) return 0;
    switch (*walk.here() >> 4U) {
        case 4:
            return ethertype::ipv4;
        case 6:
            return ethertype::ipv6;
        default:
            return none(headers, Layer::network, Stop::malformed);
    }
}

}  // namespace

std::uint16_t read_link(Walk& walk, LinkType link, Headers& headers) {
    switch (link) {
        case LinkType::ethernet:
            return read_typed(walk, 14, 12, headers);
        case LinkType::linux_sll:
            return read_cooked(walk, 16, 14, headers);
        case LinkType::linux_sll2:
            return read_cooked(walk, 20, 0, headers);
        case LinkType::bsd_null:
        case LinkType::bsd_loop:
            return read_family(walk, headers);
        case LinkType::raw_ip:
        case LinkType::raw_ip_12:
        case LinkType::raw_ip_14:
            return read_version(walk, headers);
        case LinkType::raw_ipv4:
            return ethertype::ipv4;
        case LinkType::raw_ipv6:
            return ethertype::ipv6;
    }
    return none(headers, Layer::link, Stop::unsupported);
}

}  // namespace cordon

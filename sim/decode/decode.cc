#include "sim/decode/decode.hh"

#include "sim/decode/ipv4.hh"
#include "sim/decode/ipv6.hh"
#include "sim/decode/link.hh"
#include "sim/decode/transport.hh"

namespace cordon {
namespace {

constexpr std::size_t ethernet_length = 14;

/// Most packets are IPv4 right behind an Ethernet header; the others take the long way.
bool read_to_network(Walk& walk, LinkType link, Headers& headers) {
    std::uint16_t type = 0;
    if (link == LinkType::ethernet && walk.has(ethernet_length) &&
        load_big_endian<std::uint16_t>(walk.here() + 12) == ethertype::ipv4) [[likely]] {
        type = ethertype::ipv4;
        walk.pass(ethernet_length);
    } else {
        type = read_link(walk, link, headers);
    }
    if (type == ethertype::ipv4) [[likely]] {
        if (!read_ipv4(walk, headers)) return false;
        return headers.protocol != 51 || headers.fragment == Fragment::later ||
               read_extensions(walk, headers);
    }
    return type == ethertype::ipv6 && read_ipv6(walk, headers);
}

bool read_transport(Walk& walk, Headers& headers) {
    if (headers.fragment == Fragment::later) [[unlikely]] {
        return stop_at(headers, Layer::transport, Stop::later_fragment);
    }
    if (headers.protocol == ip_protocol::tcp) [[likely]] {
        return read_tcp(walk, headers);
    }
    return read_other_transport(walk, headers);
}

}  // namespace

Decoded decode(Bytes packet, LinkType link, std::uint32_t wire_length) {
    Decoded out;
    Headers& headers = out.headers;
    Walk walk{packet, wire_length};
    if (!read_to_network(walk, link, headers)) return out;
    headers.transport_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_offset = headers.transport_offset;
    if (read_transport(walk, headers)) {
        stop_at(headers, Layer::payload, Stop::payload);
    } else if (headers.stop == Stop::malformed || headers.stop == Stop::capture_too_short) {
        return out;
    }
    headers.payload_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_length = static_cast<std::uint32_t>(walk.stated());
    out.payload = walk.rest();
    return out;
}

}  // namespace cordon

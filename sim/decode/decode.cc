#include "sim/decode/decode.hh"

#include "sim/decode/ipv4.hh"
#include "sim/decode/ipv6.hh"
#include "sim/decode/link.hh"
#include "sim/decode/step_by_step.hh"
#include "sim/decode/transport.hh"

namespace cordon {
namespace {

/// Offsets in the packet most often seen: Ethernet, IPv4 without options, TCP.
constexpr std::uint32_t plain_ip = 14, plain_tcp = 34, plain_end = 54;

/// Whether a packet is of that kind, whole, and consistent: what read_plain() takes for granted.
bool is_plain(Bytes packet) {
    if (packet.size() < plain_end) return false;
    const std::uint8_t* at = packet.data();
    const std::size_t total_length = load_big_endian<std::uint16_t>(at + plain_ip + 2);
    const std::size_t tcp_length = (at[plain_tcp + 12] >> 4U) * std::size_t{4};
    const bool whole = (load_big_endian<std::uint16_t>(at + plain_ip + 6) & 0x3fffU) == 0;
    return load_big_endian<std::uint16_t>(at + 12) == ethertype::ipv4 && at[plain_ip] == 0x45 &&
           whole && at[plain_ip + 9] == ip_protocol::tcp && tcp_length >= 20 &&
           total_length >= 20 + tcp_length && plain_ip + total_length <= packet.size();
}

/// decode_step_by_step() of a plain packet, in less than half the time: every field is written once
/// and none is cleared before. Requires: is_plain().
Decoded read_plain(Bytes packet) {
    const std::uint8_t* at = packet.data();
    const std::uint32_t total_length = load_big_endian<std::uint16_t>(at + plain_ip + 2);
    const std::uint32_t payload = plain_tcp + (at[plain_tcp + 12] >> 4U) * 4U;
    const std::uint32_t length = plain_ip + total_length - payload;
    return {.headers = {.src = IpAddress::v4(load_big_endian<std::uint32_t>(at + 26)),
                        .dst = IpAddress::v4(load_big_endian<std::uint32_t>(at + 30)),
                        .src_port = load_big_endian<std::uint16_t>(at + plain_tcp),
                        .dst_port = load_big_endian<std::uint16_t>(at + plain_tcp + 2),
                        .stop = Stop::payload,
                        .stopped_at = Layer::payload,
                        .ip_version = 4,
                        .protocol = ip_protocol::tcp,
                        .ttl = at[plain_ip + 8],
                        .tcp_flags = {.bits = at[plain_tcp + 13]},
                        .seq = Seq32{load_big_endian<std::uint32_t>(at + plain_tcp + 4)},
                        .ack = Seq32{load_big_endian<std::uint32_t>(at + plain_tcp + 8)},
                        .window = load_big_endian<std::uint16_t>(at + plain_tcp + 14),
                        .network_offset = plain_ip,
                        .transport_offset = plain_tcp,
                        .payload_offset = payload,
                        .payload_length = length,
                        .ip_length = total_length},
            .payload = {at + payload, length}};
}

bool read_network(Walk& walk, LinkType link, Headers& headers) {
    const std::uint16_t type = read_link(walk, link, headers);
    if (type == ethertype::ipv6) return read_ipv6(walk, headers);
    if (type != ethertype::ipv4 || !read_ipv4(walk, headers)) return false;
    // The other extension headers do not stand behind IPv4.
    return headers.protocol != authentication_header || read_extensions(walk, headers);
}

bool read_transport(Walk& walk, Headers& headers) {
    if (headers.fragment == Fragment::later) {
        return stop_at(headers, Layer::transport, Stop::later_fragment);
    }
    return read_transport_header(walk, headers);
}

}  // namespace

Decoded decode_step_by_step(Bytes packet, LinkType link, std::uint32_t wire_length) {
    Decoded out;
    Headers& headers = out.headers;
    Walk walk{packet, wire_length};
    if (!read_network(walk, link, headers)) return out;
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

Decoded decode(Bytes packet, LinkType link, std::uint32_t wire_length) {
    if (link == LinkType::ethernet && is_plain(packet)) [[likely]] {
        return read_plain(packet);
    }
    return decode_step_by_step(packet, link, wire_length);
}

}  // namespace cordon

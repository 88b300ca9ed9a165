#include "sim/decode/decode.hh"

#include "sim/decode/ipv4.hh"
#include "sim/decode/ipv6.hh"
#include "sim/decode/link.hh"
#include "sim/decode/step_by_step.hh"
#include "sim/decode/transport.hh"

namespace cordon {
namespace {

/// Offsets in the packets most often seen: Ethernet, IPv4 without options, TCP or UDP.
constexpr std::uint32_t plain_ip = 14, plain_transport = 34;
constexpr std::uint32_t least_tcp = 20, least_udp = 8;

/// Whether a packet is IPv4 of that kind, and whole.
bool is_plain_ip(Bytes packet) {
    if (packet.size() < plain_transport + least_udp) return false;
    const std::uint8_t* at = packet.data();
    const std::size_t total_length = load_big_endian<std::uint16_t>(at + plain_ip + 2);
    const bool whole = (load_big_endian<std::uint16_t>(at + plain_ip + 6) & 0x3fffU) == 0;
    return load_big_endian<std::uint16_t>(at + 12) == ethertype::ipv4 && at[plain_ip] == 0x45 &&
           whole && total_length >= plain_transport - plain_ip + least_udp &&
           plain_ip + total_length <= packet.size();
}

/// The length of a transport header that contradicts nothing; 0 for any other. Requires:
/// is_plain_ip().
std::uint32_t plain_header_length(Bytes packet, std::uint32_t ip_payload) {
    const std::uint8_t* at = packet.data() + plain_transport;
    if (packet[plain_ip + 9] == ip_protocol::tcp) {
        if (ip_payload < least_tcp) return 0;
        const std::uint32_t length = (at[12] >> 4U) * 4U;
        return length >= least_tcp && length <= ip_payload ? length : 0;
    }
    if (packet[plain_ip + 9] != ip_protocol::udp) return 0;
    // A datagram that ends before IP does is left to the other way.
    return load_big_endian<std::uint16_t>(at + 4) == ip_payload ? least_udp : 0;
}

/// What only TCP has.
struct TcpFields {
    TcpFlags flags;
    Seq32 seq, ack;
    std::uint16_t window = 0;
};
TcpFields tcp_fields(const std::uint8_t* segment) {
    return {.flags = {.bits = segment[13]},
            .seq = Seq32{load_big_endian<std::uint32_t>(segment + 4)},
            .ack = Seq32{load_big_endian<std::uint32_t>(segment + 8)},
            .window = load_big_endian<std::uint16_t>(segment + 14)};
}

/// decode_step_by_step() of a plain packet, in less than half the time: every field is written once
/// and none is cleared before.
void read_plain(Bytes packet, std::uint32_t ip_payload, std::uint32_t header, Decoded& out) {
    const std::uint8_t* at = packet.data();
    const std::uint8_t* segment = at + plain_transport;
    const bool is_tcp = at[plain_ip + 9] == ip_protocol::tcp;
    const TcpFields tcp = is_tcp ? tcp_fields(segment) : TcpFields{};
    const std::uint32_t payload = plain_transport + header;
    const std::uint32_t length = ip_payload - header;
    out = {.headers = {.src = IpAddress::v4(load_big_endian<std::uint32_t>(at + 26)),
                       .dst = IpAddress::v4(load_big_endian<std::uint32_t>(at + 30)),
                       .src_port = load_big_endian<std::uint16_t>(segment),
                       .dst_port = load_big_endian<std::uint16_t>(segment + 2),
                       .stop = Stop::payload,
                       .stopped_at = Layer::payload,
                       .ip_version = 4,
                       .protocol = at[plain_ip + 9],
                       .ttl = at[plain_ip + 8],
                       .tcp_flags = tcp.flags,
                       .seq = tcp.seq,
                       .ack = tcp.ack,
                       .window = tcp.window,
                       .network_offset = plain_ip,
                       .transport_offset = plain_transport,
                       .payload_offset = payload,
                       .payload_length = length,
                       .ip_length = ip_payload + plain_transport - plain_ip},
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

void decode_step_by_step(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out) {
    out = {};
    Headers& headers = out.headers;
    Walk walk{packet, wire_length};
    if (!read_network(walk, link, headers)) return;
    headers.transport_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_offset = headers.transport_offset;
    if (read_transport(walk, headers)) {
        stop_at(headers, Layer::payload, Stop::payload);
    } else if (headers.stop == Stop::malformed || headers.stop == Stop::capture_too_short) {
        return;
    }
    headers.payload_offset = static_cast<std::uint32_t>(walk.offset());
    headers.payload_length = static_cast<std::uint32_t>(walk.stated());
    out.payload = walk.rest();
}

void decode(Bytes packet, LinkType link, std::uint32_t wire_length, Decoded& out) {
    if (link == LinkType::ethernet && is_plain_ip(packet)) [[likely]] {
        const std::uint32_t ip_payload =
            load_big_endian<std::uint16_t>(packet.data() + plain_ip + 2) -
            (plain_transport - plain_ip);
        const std::uint32_t header = plain_header_length(packet, ip_payload);
        if (header != 0) [[likely]] {
            return read_plain(packet, ip_payload, header, out);
        }
    }
    decode_step_by_step(packet, link, wire_length, out);
}

}  // namespace cordon
